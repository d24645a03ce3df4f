package io.apium.jpa;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/** The databases that the tests run on; each call gives a new, empty one. */
enum TestDatabase {
    H2(JdbcDataSource.class) {
        @Override
        DataSource create() {
            return newH2();
        }
    },
    POSTGRESQL(PGXADataSource.class) {
        @Override
        DataSource create() {
            return newPostgres();
        }
    };

    private final Class<? extends XADataSource> xaType;

    TestDatabase(Class<? extends XADataSource> xaType) {
        this.xaType = xaType;
    }

    Class<? extends XADataSource> xaType() {
        return xaType;
    }

    abstract DataSource create();

    private static DataSource newH2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        dataSource.setUser("sa");
        dataSource.setPassword("");
        return dataSource;
    }

    private static DataSource newPostgres() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection =
                        PostgresServer.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(PostgresServer.RUNNING.getJdbcUrl("postgres", name));
        return dataSource;
    }

    private static final class PostgresServer {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_prepared_transactions", "64")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
