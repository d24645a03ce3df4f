package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apium.spi.ResultStore;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store as a server opens it, with a transaction manager and XA connections. */
@OnEverySetup
class JtaResultStoreTest extends ResultStoreContract {

    private final TransactionManager transactions = new JtaPlatform().manager();
    private final StatementLog statements;
    private final ResultStore store;

    JtaResultStoreTest(Setup setup) {
        super(OpenDatabase.jta(setup));
        store = store();
        statements = database().statements();
    }

    private JpaResultStore openOther() {
        return JpaResultStore.open(database().plain());
    }

    @Test
    void anInsertIsThereAfterCommitAndNotBefore() throws Exception {
        transactions.begin();
        store.insert(success("a"));
        store.insertAttempt(started("a", 0));
        store.requestAbort("a", LATER);
        try (JpaResultStore other = openOther()) {
            assertThat(other.find("a")).isEmpty();
            assertThat(other.attempts("a")).isEmpty();
            assertThat(other.isAbortRequested("a")).isFalse();
            transactions.commit();
            assertThat(other.find("a")).isPresent();
            assertThat(other.attempts("a")).isNotEmpty();
            assertThat(other.isAbortRequested("a")).isTrue();
        }
    }

    @Test
    void aRollbackLeavesNothing() throws Exception {
        transactions.begin();
        store.insert(success("a"));
        store.saveAttempt(started("a", 0));
        store.requestAbort("a", LATER);
        assertThat(store.find("a")).isPresent();
        assertThat(store.attempts("a")).isNotEmpty();
        assertThat(store.isAbortRequested("a")).isTrue();
        transactions.rollback();
        assertThat(store.find("a")).isEmpty();
        assertThat(store.attempts("a")).isEmpty();
        assertThat(store.isAbortRequested("a")).isFalse();
    }

    @Test
    void insertsOfATransactionAreSentAtCommitAsOneBatchAndNothingIsRead() throws Exception {
        transactions.begin();
        List<String> before = statements.during(() -> {
            for (int i = 0; i < 50; i++) {
                store.insert(success("batch" + i));
                store.insertAttempt(started("batch" + i, 0));
            }
        });
        assertThat(before).isEmpty();
        assertThat(statements.during(transactions::commit))
                .containsExactlyInAnyOrder("insert apium_result x 50", "insert apium_attempt x 50");
    }

    @Test
    void aFindOfOneKindSendsNoInsertsOfAnother() throws Exception {
        assumeTrue(
                database().setup().provider() == TestProvider.HIBERNATE,
                "EclipseLink sends all that is pending before it reads");
        transactions.begin();
        store.insert(success("a"));
        assertThat(statements.during(() -> store.isAbortRequested("a"))).containsExactly("select apium_abort");
        transactions.rollback();
    }

    @Test
    void findsSeeWhatOthersCommittedSinceTheTransactionBegan() throws Exception {
        try (JpaResultStore other = openOther()) {
            transactions.begin();
            assertThat(store.find("a")).isEmpty();
            assertThat(store.attempts("a")).isEmpty();
            assertThat(store.isAbortRequested("a")).isFalse();
            other.insert(success("a", "1"));
            other.insertAttempt(started("a", 0));
            other.requestAbort("a", LATER);
            assertThat(store.find("a")).contains(success("a", "1"));
            assertThat(store.attempts("a")).containsExactly(started("a", 0));
            assertThat(store.isAbortRequested("a")).isTrue();
            other.saveAttempt(retry("a", 0));
            assertThat(store.attempts("a")).containsExactly(retry("a", 0));
            other.delete(List.of("a"));
            other.insert(success("a", "2"));
            assertThat(store.find("a")).contains(success("a", "2"));
            assertThat(store.attempts("a")).isEmpty();
            assertThat(store.isAbortRequested("a")).isFalse();
            transactions.commit();
        }
    }

    @Test
    void anAttemptCanBeSavedAgainInTheTransactionThatInsertedIt() throws Exception {
        transactions.begin();
        store.insert(success("b"));
        store.insertAttempt(started("a", 0));
        assertThat(store.saveAttempt(progress("a", 0, "1"))).isTrue();
        assertThat(store.attempts("a")).containsExactly(progress("a", 0, "1"));
        assertThat(store.saveAttempt(started("a", 1))).isTrue();
        assertThat(store.saveAttempt(retry("a", 1))).isTrue();
        assertThat(store.attempts("a")).containsExactly(progress("a", 0, "1"), retry("a", 1));
        assertThat(store.saveAttempt(started("a", 1))).isFalse();
        transactions.commit();
        assertThat(store.attempts("a")).containsExactly(progress("a", 0, "1"), retry("a", 1));
        assertThat(store.find("b")).isPresent();
    }

    @Test
    void anAbortCanBeRequestedTwiceInATransaction() throws Exception {
        transactions.begin();
        store.requestAbort("a", LATER);
        store.requestAbort("a", LATER);
        transactions.commit();
        assertThat(store.isAbortRequested("a")).isTrue();
    }

    @Test
    void anIdCanBeUsedAgainInTheTransactionThatDeletedIt() throws Exception {
        transactions.begin();
        store.insert(success("a", "1"));
        store.insertAttempt(started("a", 0));
        store.insert(success("b"));
        assertThat(store.delete(List.of("a"))).isTrue();
        assertThat(store.find("a")).isEmpty();
        store.insert(success("a", "2"));
        store.insertAttempt(retry("a", 0));
        transactions.commit();
        assertThat(store.find("a")).contains(success("a", "2"));
        assertThat(store.attempts("a")).containsExactly(retry("a", 0));
        assertThat(store.find("b")).isPresent();
    }

    @Test
    void aDeleteThatIsRolledBackLeavesTheResult() throws Exception {
        store.insert(success("a"));
        transactions.begin();
        assertThat(store.delete(List.of("a"))).isTrue();
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
    void aSecondInsertOfAnAttemptRollsTheTransactionBack() throws Exception {
        store.insertAttempt(started("a", 0));
        transactions.begin();
        store.insert(success("b"));
        store.insertAttempt(started("a", 0));
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
        assertThat(database().heldConnections()).isZero();
    }
}
