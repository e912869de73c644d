package dev.bailiwick.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A PostgreSQL that lives in a directory of the server's and ends with the server. It listens on the loopback interface
 * only, at another port on each start, and keeps what it acknowledged through a crash.
 *
 * <p>Two roles use its one database: the owner, who makes the tables, and the server's role, which owns nothing. Neither
 * is a superuser. Their passwords are random and stand in a file beside the data that only the server's user may read.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final Home home;
    private final Cluster.Running server;
    private final Roles roles;

    private EmbeddedPostgres(Home home, Cluster.Running server, Roles roles) {
        this.home = home;
        this.server = server;
        this.roles = roles;
    }

    /**
     * Starts the PostgreSQL of that directory, which is made if it is missing or empty.
     *
     * @throws EmbeddedPostgresException if it cannot run there, with a message for the user
     */
    public static EmbeddedPostgres start(Path home) {
        return start(home, _ -> {});
    }

    /**
     * Starts the PostgreSQL of that directory, which is made if it is missing or empty.
     *
     * @param progress is told, in a line for the user, what takes its time
     * @throws EmbeddedPostgresException if it cannot run there, with a message for the user
     */
    public static EmbeddedPostgres start(Path home, Consumer<String> progress) {
        Home claimed = Home.claim(home);
        try {
            return start(claimed, progress);
        } catch (IOException e) {
            claimed.close();
            throw EmbeddedPostgresException.of("Cannot start PostgreSQL in", claimed.path(), e);
        } catch (RuntimeException | Error e) {
            claimed.close();
            throw e;
        }
    }

    private static EmbeddedPostgres start(Home claimed, Consumer<String> progress) throws IOException {
        Path home = claimed.path();
        Path data = home.resolve("pg");
        DatabaseUser user = DatabaseUser.of(data);
        user.requireWayTo(home);
        Secrets secrets = Secrets.of(home, data);
        PostgresBinaries binaries = PostgresBinaries.unpack(home, progress);
        Cluster cluster = new Cluster(home, data, binaries, user, progress);
        cluster.makeOnce(secrets.superuser());
        Cluster.Running server = cluster.start();
        Roles roles = new Roles(server.port(), secrets);
        try {
            roles.ensure();
            return new EmbeddedPostgres(claimed, server, roles);
        } catch (SQLException e) {
            server.stop();
            throw new EmbeddedPostgresException("Cannot prepare the database in " + data + ": " + e.getMessage(), e);
        }
    }

    /** The JDBC URL, credentials included, of the role that owns the database and its schema: for migrations. */
    public String ownerUrl() {
        return roles.ownerUrl(Roles.DATABASE);
    }

    /** The JDBC URL, credentials included, of the role that the server works as: it owns nothing. */
    public String serverUrl() {
        return roles.serverUrl(Roles.DATABASE);
    }

    /** For tests, which need many databases. */
    Roles roles() {
        return roles;
    }

    /** Stops PostgreSQL and waits for it. Close the connection pool first: clients are cut off. */
    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            home.close();
        }
    }
}
