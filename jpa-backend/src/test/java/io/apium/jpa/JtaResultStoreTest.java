package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.apium.spi.ResultStore;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The store as a server opens it, with a transaction manager and XA connections. */
class JtaResultStoreTest {

    @Nested
    class OnH2 extends Contract {

        OnH2() throws SQLException {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class OnPostgres extends Contract {

        OnPostgres() throws SQLException {
            super(TestDatabase.POSTGRESQL);
        }
    }

    abstract static class Contract extends ResultStoreContract {

        private final JtaPlatform platform = new JtaPlatform();
        private final TransactionManager transactions = platform.manager();
        private final DataSource plain;
        private final AgroalDataSource dataSource;
        private final JpaResultStore store;
        private final Statistics statistics;

        Contract(TestDatabase database) throws SQLException {
            plain = database.create();
            dataSource = platform.enlisting(database, plain);
            EntityManagerFactory factory = new ResultDatabase(dataSource, "java:/test", true).open();
            store = new JpaResultStore(new JtaEntityManagers(factory, platform.registry(), platform));
            statistics = factory.unwrap(SessionFactory.class).getStatistics();
            statistics.setStatisticsEnabled(true);
        }

        @Override
        ResultStore store() {
            return store;
        }

        @AfterEach
        void close() {
            store.close();
            dataSource.close();
        }

        @Test
        void anInsertIsThereAfterCommitAndNotBefore() throws Exception {
            transactions.begin();
            store.insert(success("a"));
            try (JpaResultStore other = JpaResultStore.open(plain)) {
                assertThat(other.find("a")).isEmpty();
                transactions.commit();
                assertThat(other.find("a")).isPresent();
            }
        }

        @Test
        void aRollbackLeavesNothing() throws Exception {
            transactions.begin();
            store.insert(success("a"));
            assertThat(store.find("a")).isPresent();
            transactions.rollback();
            assertThat(store.find("a")).isEmpty();
        }

        @Test
        void insertsOfATransactionAreSentAtCommitAsOneBatchAndNothingIsRead() throws Exception {
            transactions.begin();
            for (int i = 0; i < 50; i++) {
                store.insert(success("batch" + i));
            }
            assertThat(statistics.getPrepareStatementCount()).isZero();
            transactions.commit();
            assertThat(statistics.getPrepareStatementCount()).isOne();
            assertThat(statistics.getEntityInsertCount()).isEqualTo(50);
        }

        @Test
        void aFindIsOneStatement() throws Exception {
            store.find("outside");
            assertThat(statistics.getPrepareStatementCount()).isOne();
            transactions.begin();
            store.find("inside");
            transactions.commit();
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(2);
        }

        @Test
        void aDeleteIsOneStatement() {
            store.delete("unknown");
            assertThat(statistics.getPrepareStatementCount()).isOne();
        }

        @Test
        void findSeesWhatOthersCommittedSinceTheTransactionBegan() throws Exception {
            try (JpaResultStore other = JpaResultStore.open(plain)) {
                transactions.begin();
                assertThat(store.find("a")).isEmpty();
                other.insert(success("a", "1"));
                assertThat(store.find("a")).contains(success("a", "1"));
                other.delete("a");
                other.insert(success("a", "2"));
                assertThat(store.find("a")).contains(success("a", "2"));
                transactions.commit();
            }
        }

        @Test
        void anIdCanBeUsedAgainInTheTransactionThatDeletedIt() throws Exception {
            transactions.begin();
            store.insert(success("a", "1"));
            store.insert(success("b"));
            assertThat(store.delete("a")).isTrue();
            assertThat(store.find("a")).isEmpty();
            store.insert(success("a", "2"));
            transactions.commit();
            assertThat(store.find("a")).contains(success("a", "2"));
            assertThat(store.find("b")).isPresent();
        }

        @Test
        void aDeleteThatIsRolledBackLeavesTheResult() throws Exception {
            store.insert(success("a"));
            transactions.begin();
            assertThat(store.delete("a")).isTrue();
            transactions.rollback();
            assertThat(store.find("a")).isPresent();
        }

        @Test
        void aSecondResultForAnIdRollsTheTransactionBack() throws Exception {
            store.insert(success("a"));
            transactions.begin();
            store.insert(success("b"));
            store.insert(success("a"));
            assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
            assertThat(store.find("b")).isEmpty();
        }

        @Test
        void aTransactionThatCanOnlyBeRolledBackReadsAndDoesNotWrite() throws Exception {
            store.insert(success("a"));
            transactions.begin();
            transactions.setRollbackOnly();
            assertThat(store.find("a")).isPresent();
            assertThatThrownBy(() -> store.insert(success("b"))).isInstanceOf(IllegalStateException.class);
            transactions.rollback();
            assertThat(store.find("b")).isEmpty();
        }

        @Test
        void noConnectionIsHeldAfterATransaction() throws Exception {
            transactions.begin();
            store.insert(success("a"));
            store.find("a");
            transactions.commit();
            transactions.begin();
            store.find("a");
            transactions.rollback();
            assertThat(dataSource.getMetrics().activeCount()).isZero();
        }
    }
}
