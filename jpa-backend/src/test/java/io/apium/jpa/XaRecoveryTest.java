package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.mysql.cj.jdbc.MysqlXADataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/** What a transaction manager needs of a database and its driver after a crash. */
class XaRecoveryTest {

    @ParameterizedTest
    // H2 keeps what is prepared for the next process, not for the next connection.
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void whatIsPreparedOutlivesItsConnectionAndIsCommittedByAnother(TestDatabase database) throws Exception {
        DataSource plain = database.create();
        new Schema(plain).migrate();
        Branch branch = new Branch(database.name());
        XAConnection crashed = xa(plain).getXAConnection();
        crashed.getXAResource().start(branch, XAResource.TMNOFLAGS);
        execute(crashed, "insert into apium_abort (id, expires_at) values ('a', 0)");
        crashed.getXAResource().end(branch, XAResource.TMSUCCESS);
        assertThat(crashed.getXAResource().prepare(branch)).isEqualTo(XAResource.XA_OK);
        crashed.close();

        XAConnection recovering = xa(plain).getXAConnection();
        Xid found = Arrays.stream(recovering.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .filter(branch::isSame)
                .findFirst()
                .orElseThrow();
        recovering.getXAResource().commit(found, false);
        recovering.close();
        try (Connection connection = plain.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from apium_abort where id = 'a'"))
                    .isOne();
        }
    }

    private static void execute(XAConnection transaction, String sql) throws SQLException {
        try (Connection connection = transaction.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static XADataSource xa(DataSource plain) {
        if (plain instanceof PGSimpleDataSource postgres) {
            PGXADataSource xa = new PGXADataSource();
            xa.setUrl(postgres.getUrl());
            xa.setUser(postgres.getUser());
            return xa;
        } else if (plain instanceof MysqlDataSource mysql) {
            MysqlXADataSource xa = new MysqlXADataSource();
            xa.setUrl(mysql.getUrl());
            return xa;
        }
        return (XADataSource) plain;
    }

    private record Branch(String name) implements Xid {

        @Override
        public int getFormatId() {
            return 4711;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return name.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }

        boolean isSame(Xid other) {
            return other.getFormatId() == getFormatId()
                    && Arrays.equals(other.getGlobalTransactionId(), getGlobalTransactionId());
        }
    }
}
