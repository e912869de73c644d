package dev.bailiwick.traffic;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and codes that the list of requests knows, though no server shows one twice: made while the org is made, so that
 * an org of the same content has them too. Of one user there are so many that one more is one too many.
 */
final class OldTokens {
    /** Of 256 bits, as ours are. */
    static final String SECRET = "0123456789abcdef".repeat(4);

    /** In a request's text: the org's key and number. */
    static final String KEY = "${key}";

    static final String NUMBER = "${number}";

    /** In a request's text, with its number: one that was made with the org. */
    static final String REFRESH = "${refresh%d}";

    static final String ACCESS = "${access%d}";
    static final String CODE = "${code%d}";
    private static final int OF_EACH = 4;

    private static final int REFRESH_OF_VIEWER = 20;
    private static final int ACCESS_OF_FIRST = 30;
    private static final int FIRST_ID = 40_000_000;

    private OldTokens() {}

    /** A request's text with what is the org's own in its place. */
    static @Nullable String own(TestServer.Org org, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String own = text.replace(KEY, org.key()).replace(NUMBER, String.valueOf(org.id()));
        for (int i = 0; i < OF_EACH; i++) {
            own = own.replace(REFRESH.formatted(i), text(org.id(), "a", i))
                    .replace(ACCESS.formatted(i), text(org.id(), "b", i))
                    .replace(CODE.formatted(i), text(org.id(), "c", i));
        }
        return own;
    }

    /** The token of this number; refresh tokens, access tokens and codes are different ones. */
    private static String text(long org, String sort, int number) {
        String half = (sort + "%06d".formatted(number)).repeat(10).substring(0, 32);
        return org + "." + half + "." + half;
    }

    /** A refresh token's id. */
    static long id(int number) {
        return FIRST_ID + number;
    }

    static void make(TestServer.Org org) {
        try (Connection connection = DriverManager.getConnection(
                        TestPostgres.superuserUrl(org.server().database()));
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < OF_EACH; i++) {
                refresh(statement, org.id(), i, "admin");
                code(statement, org.id(), i);
                access(statement, org.id(), i, id(i));
            }
            for (int i = 0; i < REFRESH_OF_VIEWER; i++) {
                refresh(statement, org.id(), 100 + i, "viewer");
            }
            for (int i = 0; i < ACCESS_OF_FIRST; i++) {
                access(statement, org.id(), 100 + i, id(0));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static final String OF = "(SELECT c.client_id, u.user_id, c.scopes FROM oauth_client c JOIN app_user u"
            + " ON u.org_id = c.org_id AND u.login = '%s' WHERE c.org_id = %d AND c.name = 'erp') g";

    private static void refresh(Statement statement, long org, int i, String login) throws SQLException {
        statement.execute(
                ("INSERT INTO oauth_refresh SELECT %d, %d, sha256('%s'), g.client_id, g.user_id, g.scopes, '%s'"
                                + " FROM " + OF)
                        .formatted(org, id(i), text(org, "a", i), time(i), login, org));
    }

    private static void access(Statement statement, long org, int i, long source) throws SQLException {
        statement.execute(
                ("INSERT INTO oauth_access SELECT %d, sha256('%s'), %d, g.client_id, g.user_id, g.scopes, '%s', '2100-01-01'"
                                + " FROM " + OF)
                        .formatted(org, text(org, "b", i), source, time(i), "admin", org));
    }

    private static void code(Statement statement, long org, int i) throws SQLException {
        statement.execute(
                ("INSERT INTO oauth_code SELECT %d, sha256('%s'), g.client_id, g.user_id, g.scopes, NULL, '2100-01-01', NULL"
                                + " FROM " + OF)
                        .formatted(org, text(org, "c", i), "admin", org));
    }

    private static String time(int i) {
        return "2026-01-01 00:00:00Z".replace("00:00:00", "00:%02d:%02d".formatted(i / 60, i % 60));
    }
}
