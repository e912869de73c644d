package dev.bailiwick.org;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Scopes;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.org.OAuthTable.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In charge of what an admin hands out, where no page asks a user for consent: refresh tokens, access tokens and codes
 * for any client and user of the org. Every method may throw {@link Ledger.Unavailable}.
 */
public final class Grants {
    /** How long a code is good where nobody says otherwise. */
    public static final Duration CODE = Duration.ofMinutes(3);

    /** The longest life of an access token or code. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private final OrgTable users;
    private final ClientTable clients;
    private final OAuthTable table;
    private final Transactions transactions;
    private final OAuth oauth;
    private final InstantSource clock;

    Grants(
            OrgTable users,
            ClientTable clients,
            OAuthTable table,
            Transactions transactions,
            OAuth oauth,
            InstantSource clock) {
        this.users = users;
        this.clients = clients;
        this.table = table;
        this.transactions = transactions;
        this.oauth = oauth;
        this.clock = clock;
    }

    /** What is handed out. */
    public enum What {
        REFRESH,
        ACCESS,
        CODE
    }

    /**
     * What is asked for.
     *
     * @param client its id, without the org
     * @param user for whom the client will act: a login; null for the client's owner
     * @param scopes null for all that the client may ask for
     * @param redirectUri to which a code is bound, or null
     * @param lifetime of an access token or code; null for the usual one
     */
    public record Wish(
            What what,
            String client,
            @Nullable String user,
            @Nullable List<String> scopes,
            @Nullable String redirectUri,
            @Nullable Duration lifetime) {}

    /**
     * What was made.
     *
     * @param id by which it can be revoked; 0 for a code, which goes by itself
     * @param token shown once
     * @param until when it ends, or null
     */
    public record Made(
            long id,
            String token,
            List<String> scopes,
            @Nullable Instant until) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    /** What is asked for cannot be; the message says why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Hands something out.
     *
     * @param admin whoever asks, which the door has looked at
     * @throws Refused where the client or user is unknown, or the scopes are none or more than the client's
     */
    public Made make(Actor admin, Wish wish) {
        long org = admin.orgId();
        Duration lifetime = lifetime(wish);
        if (!ClientJudge.isId(wish.client())) {
            throw noSuchClient(wish);
        }
        return oauth.attempt(org, () -> {
            ClientTable.Client client = clients.byName(org, wish.client()).orElseThrow(() -> noSuchClient(wish));
            requireRedirect(client, wish.redirectUri());
            Scopes scopes = wish.scopes() == null ? client.scopes() : scopes(wish.scopes(), client);
            Grant grant = new Grant(org, client.id(), userId(org, wish.user(), client), scopes);
            return make(grant, wish, lifetime);
        });
    }

    private Made make(Grant grant, Wish wish, Duration lifetime) {
        Instant now = clock.instant();
        Instant end = now.plus(lifetime);
        List<String> scopes = grant.scopes().texts();
        return switch (wish.what()) {
            case REFRESH -> {
                OAuth.Refresh refresh = oauth.newRefresh(grant, now);
                yield new Made(refresh.id(), refresh.text(), scopes, null);
            }
            case ACCESS -> {
                long alone = table.newId();
                yield new Made(alone, oauth.newAccess(grant, alone, now, lifetime), scopes, end);
            }
            case CODE -> {
                Token code = Token.fresh(grant.orgId());
                table.addCode(grant, code.hash(), wish.redirectUri(), end);
                yield new Made(0, code.text(), scopes, end);
            }
        };
    }

    private static Duration lifetime(Wish wish) {
        Duration usual = wish.what() == What.CODE ? CODE : OAuth.ACCESS;
        Duration lifetime = wish.lifetime() == null ? usual : wish.lifetime();
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new Refused("a lifetime is from 1 to " + LONGEST.toSeconds() + " seconds");
        }
        return lifetime;
    }

    private static Refused noSuchClient(Wish wish) {
        return new Refused("the org has no client '" + Text.shortened(wish.client(), 50) + "'");
    }

    private static void requireRedirect(ClientTable.Client client, @Nullable String uri) {
        if (uri != null && !client.redirectUris().contains(uri)) {
            throw new Refused("the address is none of the client's redirectUris");
        }
    }

    private static Scopes scopes(List<String> texts, ClientTable.Client client) {
        Scopes scopes = Scopes.of(texts)
                .orElseThrow(() -> new Refused(
                        "scopes must be a list of 1 to " + Scopes.MOST + " scopes such as ZohoCRM.modules.ALL"));
        if (!client.scopes().covers(scopes)) {
            throw new Refused("the client may ask for "
                    + String.join(", ", client.scopes().texts()) + " only");
        }
        return scopes;
    }

    private long userId(long org, @Nullable String login, ClientTable.Client client) {
        if (login == null) {
            return client.userId();
        }
        Entity user = Text.isStorable(login) ? users.user(org, login) : null;
        if (user == null) {
            throw new Refused("the org has no user '" + Text.shortened(login, 50) + "'");
        }
        return user.id();
    }

    /**
     * A refresh token that is good.
     *
     * @param client whose it is, without the org
     * @param login who acts
     */
    public record Listed(
            long id, @Nullable String client, @Nullable String login, List<String> scopes, Instant madeAt) {}

    /** Refresh tokens after this id, in the order of their ids. */
    public List<Listed> list(Actor admin, long after, int limit) {
        return transactions.read(admin.orgId(), () -> table.list(admin.orgId(), after, limit)).stream()
                .map(r -> new Listed(r.id(), r.client(), r.login(), r.scopes(), r.madeAt()))
                .toList();
    }

    /** Revokes by id a refresh token with all that came of it, or an access token; false where there is none. */
    public boolean revoke(Actor admin, long id) {
        return oauth.attempt(admin.orgId(), () -> oauth.revoke(admin.orgId(), id));
    }
}
