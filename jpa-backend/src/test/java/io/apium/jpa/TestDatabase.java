package io.apium.jpa;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.mysql.cj.jdbc.MysqlXADataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/**
 * The databases that the tests run on. MySQL is its driver and our dialect for it, against a MariaDB server; Oracle and SQL
 * Server are H2, which reads their syntax but behaves as itself.
 */
enum TestDatabase {
    H2(JdbcDataSource.class) {
        @Override
        DataSource create() {
            return h2("");
        }
    },
    POSTGRESQL(PGXADataSource.class) {
        @Override
        DataSource create() {
            String name = newName();
            execute(TestServers.postgres().getPostgresDatabase(), "create database " + name);
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(TestServers.postgres().getJdbcUrl("postgres", name));
            return dataSource;
        }
    },
    MARIADB(MariaDbDataSource.class) {
        @Override
        DataSource create() {
            return mariaDb("jdbc:mariadb:" + newMariaDb());
        }
    },
    MYSQL(MysqlXADataSource.class) {
        @Override
        DataSource create() {
            MysqlDataSource dataSource = new MysqlDataSource();
            dataSource.setUrl("jdbc:mysql:" + newMariaDb() + "&useInformationSchema=false");
            return dataSource;
        }
    },
    ORACLE(JdbcDataSource.class) {
        @Override
        DataSource create() {
            return h2(";MODE=Oracle");
        }
    },
    SQLSERVER(JdbcDataSource.class) {
        @Override
        DataSource create() {
            return h2(";MODE=MSSQLServer");
        }
    };

    private final Class<? extends XADataSource> xaType;

    TestDatabase(Class<? extends XADataSource> xaType) {
        this.xaType = xaType;
    }

    /** {@return a new, empty database} */
    abstract DataSource create();

    Class<? extends XADataSource> xaType() {
        return xaType;
    }

    /** {@return what it is to Apium} */
    SupportedDatabase dialect() {
        return SupportedDatabase.valueOf(name());
    }

    private static DataSource h2(String options) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + newName() + options + ";DB_CLOSE_DELAY=-1");
        dataSource.setUser("sa");
        dataSource.setPassword("");
        return dataSource;
    }

    // The default character set and collation, latin1 and case-insensitive, are the server's.
    private static String newMariaDb() {
        String server =
                "//127.0.0.1:" + TestServers.mariaDb().getConfiguration().getPort() + "/";
        String name = newName();
        execute(mariaDb("jdbc:mariadb:" + server + "?user=root"), "create database " + name);
        return server + name + "?user=root";
    }

    private static String newName() {
        return "test_" + UUID.randomUUID().toString().replace('-', '_');
    }

    private static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MariaDbDataSource mariaDb(String url) {
        try {
            return new MariaDbDataSource(url);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
