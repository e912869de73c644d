package dev.bailiwick.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that lives in a directory of the server's and ends with the server. It listens on the loopback interface
 * only, at another port on each start, and keeps what it acknowledged through a crash. If it ends before the server does,
 * it is started again at the same port; what it acknowledged is there again, and its clients only have to reconnect.
 *
 * <p>Two roles use its one database: the owner, who makes the tables, and the server's role, which owns nothing. Neither
 * is a superuser. Their passwords are random and stand in a file beside the data that only the server's user may read.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Home home;
    private final Cluster cluster;
    private final Roles roles;
    private final CompletableFuture<EmbeddedPostgresException> lost = new CompletableFuture<>();
    private Cluster.Running server;
    private volatile boolean closed;
    private volatile @Nullable Thread reviver;

    private EmbeddedPostgres(Home home, Cluster cluster, Roles roles, Cluster.Running server) {
        this.home = home;
        this.cluster = cluster;
        this.roles = roles;
        this.server = server;
    }

    /**
     * Starts the PostgreSQL of that directory, which is made if it is missing or empty.
     *
     * @throws EmbeddedPostgresException if it cannot run there, with a message for the user
     */
    public static EmbeddedPostgres start(Path home) {
        return start(home, _ -> {}, () -> {});
    }

    /**
     * Starts the PostgreSQL of that directory, which is made if it is missing or empty.
     *
     * @param progress is told, in a line for the user, what takes its time
     * @param ours runs once the directory is known to be nobody else's, before anything starts in it
     * @throws EmbeddedPostgresException if it cannot run there, with a message for the user
     */
    public static EmbeddedPostgres start(Path home, Consumer<String> progress, Runnable ours) {
        Home claimed = Home.claim(home);
        try {
            ours.run();
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
            EmbeddedPostgres postgres = new EmbeddedPostgres(claimed, cluster, roles, server);
            postgres.watch(server);
            return postgres;
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

    /** Completes, with the reason, if PostgreSQL ended and cannot be started again. */
    public CompletionStage<EmbeddedPostgresException> lost() {
        return lost.minimalCompletionStage();
    }

    private void watch(Cluster.Running watched) {
        watched.ended()
                .thenRun(() -> Thread.ofPlatform().name("revive-postgres").start(this::revive));
    }

    private synchronized void revive() {
        reviver = Thread.currentThread();
        if (closed) {
            return;
        }
        log.error("PostgreSQL ended before the server did; starting it again");
        try {
            server = cluster.startAgain(server);
            watch(server);
            log.info("PostgreSQL is back");
        } catch (IOException e) {
            giveUp(EmbeddedPostgresException.of("PostgreSQL ended and cannot be started again in", home.path(), e));
        } catch (EmbeddedPostgresException e) {
            giveUp(new EmbeddedPostgresException("PostgreSQL ended. " + e.getMessage(), e));
        }
    }

    private void giveUp(EmbeddedPostgresException reason) {
        if (!closed) {
            lost.complete(reason);
        }
    }

    /** For tests, which need many databases. */
    Roles roles() {
        return roles;
    }

    /** Stops PostgreSQL and waits for it. Close the connection pool first: clients are cut off. */
    @Override
    public void close() {
        closed = true;
        Thread reviving = reviver;
        if (reviving != null) {
            reviving.interrupt(); // who stops need not wait for it to come back
        }
        synchronized (this) {
            try {
                server.stop();
            } finally {
                home.close();
            }
        }
    }
}
