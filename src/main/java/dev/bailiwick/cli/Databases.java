package dev.bailiwick.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.db.DatabaseUrl;

/** Connections for commands that work on the database without a server. */
final class Databases {
    private Databases() {}

    static HikariDataSource pool(DatabaseUrl url, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url.jdbc());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setMaximumPoolSize(size);
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return pool;
    }
}
