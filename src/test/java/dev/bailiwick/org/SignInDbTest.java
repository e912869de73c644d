package dev.bailiwick.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Core;
import dev.bailiwick.TestServer;
import dev.bailiwick.db.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SignInDbTest {
    private final TestServer.Org org = TestServer.shared().sandbox();
    private final AtomicInteger connections = new AtomicInteger();

    @Test
    void clientsThatShareAPairHaveItVerifiedOnce() throws Exception {
        assertThat(connectionsOf(1)).isPositive().isEqualTo(connectionsOf(16));
    }

    /** How many connections it takes to sign in so many clients at once, where nobody is known yet. */
    private int connectionsOf(int clients) throws Exception {
        DatabaseUrl url = DatabaseUrl.of(org.server().database().serverUrl());
        try (HikariDataSource pool = new HikariDataSource();
                ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            pool.setJdbcUrl(url.jdbc());
            pool.setUsername(url.user());
            pool.setPassword(url.password());
            SignIn signIn = Core.over(new Counted(pool), InstantSource.system(), Core.Settings.USUAL)
                    .signIn();
            connections.set(0);
            CountDownLatch ready = new CountDownLatch(clients);
            Callable<Boolean> client = () -> {
                ready.countDown();
                ready.await();
                return signIn.check(org.key() + "/admin", TestServer.PASSWORD).isPresent();
            };
            for (Future<Boolean> signedIn : threads.invokeAll(Collections.nCopies(clients, client))) {
                assertThat(signedIn.get()).isTrue();
            }
            return connections.get();
        }
    }

    private final class Counted extends DelegatingDataSource {
        Counted(HikariDataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }
    }
}
