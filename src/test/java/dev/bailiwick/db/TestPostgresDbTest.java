package dev.bailiwick.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestPostgresDbTest {
    @Test
    void everyDatabaseIsEmptyAndItsSessionsAreNotInUtc() throws SQLException {
        TestPostgres.Database first = TestPostgres.newDatabase();
        TestPostgres.Database second = TestPostgres.newDatabase();
        try (Connection owner = DriverManager.getConnection(first.ownerUrl());
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE mine (id int)");
        }
        try (Connection server = DriverManager.getConnection(second.serverUrl());
                Statement statement = server.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT current_user, current_setting('TimeZone'), to_regclass('mine')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("bailiwick");
                assertThat(row.getString(2)).isEqualTo("Asia/Kathmandu");
                assertThat(row.getString(3)).isNull();
            }
            assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
                    .isInstanceOf(SQLException.class);
        }
    }
}
