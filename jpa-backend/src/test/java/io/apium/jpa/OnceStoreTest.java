package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.spi.OnceStore;
import io.apium.spi.OnceStore.StoredCall;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OnceStoreTest {

    @Nested
    @OnEverySetup
    class Local extends Contract {

        Local(Setup setup) {
            super(OpenDatabase.local(setup));
        }
    }

    @Nested
    @OnEverySetup
    class Jta extends JtaContract {

        Jta(Setup setup) {
            super(OpenDatabase.jta(setup));
        }
    }

    abstract static class Contract {

        static final StoredCall ONE = new StoredCall("1");
        static final StoredCall TWO = new StoredCall("2");
        static final StoredCall NOTHING = new StoredCall(null);

        final OpenDatabase database;
        final OnceStore store;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaOnceStore(database.entityManagers());
        }

        @Test
        void anOutcomeIsFoundUnderItsTaskAndItsKey() {
            store.insert("a", "charge", ONE, null);
            store.insert("a", "mail", TWO, Instant.parse("2099-01-01T00:00:00Z"));
            assertThat(store.find("a", "charge")).contains(ONE);
            assertThat(store.find("a", "mail")).contains(TWO);
            assertThat(store.find("b", "charge")).isEmpty();
            assertThat(store.find("a", "other")).isEmpty();
        }

        @Test
        void anOutcomeWithoutValueIsOne() {
            store.insert("a", "mail", NOTHING, null);
            assertThat(store.find("a", "mail")).contains(NOTHING);
        }

        @Test
        void aMegabyteComesBackAsItWent() {
            StoredCall large = new StoredCall('"' + "x".repeat(1_048_576) + '"');
            store.insert("a", "k".repeat(200), large, null);
            assertThat(store.find("a", "k".repeat(200))).contains(large);
        }

        @Test
        void theLongestKeyOfTheLongestIdIsFound() {
            store.insert("蜂".repeat(128), "蜂".repeat(200), ONE, null);
            assertThat(store.find("蜂".repeat(128), "蜂".repeat(200))).contains(ONE);
        }

        @Test
        void keysThatDifferInCaseAreTwo() {
            store.insert("a", "charge", ONE, null);
            store.insert("a", "Charge", TWO, null);
            store.insert("A", "charge", NOTHING, null);
            assertThat(store.find("a", "charge")).contains(ONE);
            assertThat(store.find("a", "Charge")).contains(TWO);
            assertThat(store.find("A", "charge")).contains(NOTHING);
        }

        @Test
        void aSecondOutcomeUnderAKeyIsRefused() {
            store.insert("a", "charge", ONE, null);
            assertThatThrownBy(() -> store.insert("a", "charge", TWO, null)).isInstanceOf(RuntimeException.class);
            assertThat(store.find("a", "charge")).contains(ONE);
        }

        @Test
        void anOutcomeCostsOneStatementToInsertAndToFind() throws Exception {
            StatementLog statements = database.statements();
            assertThat(statements.during(() -> store.insert("a", "charge", ONE, null)))
                    .containsExactly("insert apium_once");
            assertThat(statements.during(() -> store.find("a", "charge"))).containsExactly("select apium_once");
        }
    }

    abstract static class JtaContract extends Contract {

        private final JtaPlatform platform = new JtaPlatform();
        private final TransactionManager transactions = platform.manager();

        JtaContract(OpenDatabase database) {
            super(database);
        }

        @Test
        void outcomesOfATransactionAreSentAtCommitAsOneBatch() throws Exception {
            transactions.begin();
            for (int i = 0; i < 50; i++) {
                store.insert("a", "charge" + i, ONE, null);
            }
            assertThat(database.statements().during(transactions::commit)).containsExactly("insert apium_once x 50");
        }

        @Test
        void aSecondOutcomeUnderAKeyRollsTheTransactionBack() throws Exception {
            store.insert("a", "charge", ONE, null);
            transactions.begin();
            store.insert("a", "mail", ONE, null);
            store.insert("a", "charge", TWO, null);
            assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
            assertThat(store.find("a", "mail")).isEmpty();
            assertThat(store.find("a", "charge")).contains(ONE);
        }

        @Test
        void anOutcomeThatAnotherTransactionStoredMeanwhileIsFound() throws Exception {
            transactions.begin();
            assertThat(store.find("a", "charge")).isEmpty();
            platform.outside(() -> {
                store.insert("a", "charge", ONE, null);
                return true;
            });
            assertThat(store.find("a", "charge")).contains(ONE);
            transactions.rollback();
            assertThat(store.find("a", "charge")).contains(ONE);
        }
    }
}
