package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.TaskClient;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.it.count.CountTasks;
import io.apium.it.count.CountWorker;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a task costs: the statements that the database executes for it, in their order, and the messages that are sent. A
 * transaction of the database and the broker is prepared and then committed; one of the database alone is just committed.
 * Only on WildFly: what is listened to, and how a statement is put, is the server's and the persistence provider's.
 */
@Tag("wildfly")
@ExtendWith(ArquillianExtension.class)
class StatementCountIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TaskClient tasks;

    @Inject
    CountTasks bean;

    @Resource(lookup = "java:jboss/datasources/PostgresDS")
    DataSource dataSource;

    private StatementLog log;
    private long messagesBefore;
    private long deadLettersBefore;

    @Deployment
    static Archive<?> application() {
        return Applications.count(StatementCountIT.class);
    }

    @BeforeEach
    void begin() throws SQLException {
        createTable();
        awaitQuiet();
        messagesBefore = QueueDepth.added(CountWorker.QUEUE);
        deadLettersBefore = QueueDepth.added("apium.dead");
        log = new StatementLog(dataSource);
        log.begin();
    }

    @AfterEach
    void end() throws SQLException {
        log.close();
    }

    @Test
    void storesASuccessWithOneInsert() throws SQLException {
        run(tasks.signature(CountTasks::succeed));

        assertThat(log.statements())
                .containsExactly("BEGIN", "insert apium_result", "PREPARE TRANSACTION", "COMMIT PREPARED");
        assertMessages(1);
    }

    @Test
    void storesASuccessInTheTransactionOfTheWork() throws SQLException {
        run(tasks.signature(CountTasks::write, "note"));

        assertThat(log.statements())
                .containsExactly(
                        "BEGIN", "insert count_note", "insert apium_result", "PREPARE TRANSACTION", "COMMIT PREPARED");
    }

    @Test
    void leavesTheDatabaseAloneIfTheTaskDoesAndItsResultIsIgnored() throws SQLException {
        run(tasks.signature(CountTasks::succeedSilently));

        assertThat(log.statements()).isEmpty();
        assertMessages(1);
    }

    @Test
    void storesAFailureWithOneInsertAndReadsItWhenTheMessageComesAgain() throws SQLException {
        run(tasks.signature(CountTasks::fail));

        assertThat(log.statements())
                .containsExactly(
                        // Is it decided already?
                        "BEGIN",
                        "select apium_result",
                        "select apium_attempt",
                        "insert apium_result",
                        "COMMIT",
                        // The message comes again, and its transaction does not reach the database.
                        "select apium_result");
        assertMessages(1);
    }

    @Test
    void storesAFailureBesideTheTransactionOfTheWork() throws SQLException {
        run(tasks.signature(CountTasks::writeAndFail, "note"));

        assertThat(log.statements())
                .containsExactly(
                        "BEGIN",
                        "insert count_note",
                        "BEGIN",
                        "select apium_result",
                        "select apium_attempt",
                        "insert apium_result",
                        "COMMIT",
                        "ROLLBACK",
                        "select apium_result");
    }

    @Test
    void storesAFailureEvenIfTheResultIsIgnored() throws SQLException {
        run(tasks.signature(CountTasks::failSilently));

        assertThat(log.statements()).containsOnlyOnce("insert apium_result");
        assertMessages(1);
    }

    @Test
    void storesARetryTogetherWithItsMessage() throws SQLException {
        run(tasks.signature(CountTasks::retry));

        var statements = log.statements();
        assertThat(statements)
                .startsWith(
                        "BEGIN",
                        "select apium_result",
                        "select apium_attempt",
                        "insert apium_attempt",
                        "PREPARE TRANSACTION",
                        "COMMIT PREPARED");
        // The first message that comes again and the second one may come in any order.
        assertThat(statements)
                .containsOnlyOnce("insert apium_attempt")
                .containsOnlyOnce("insert apium_result")
                .noneMatch(statement -> statement.startsWith("update") || statement.startsWith("delete"));
        assertMessages(2);
    }

    @Test
    void turnsAMessageIntoALeaseAndTheLeaseIntoAResult() throws SQLException {
        run(tasks.signature(CountTasks::lease));
        await().atMost(PATIENCE).pollInSameThread().until(() -> log.statements().contains("COMMIT"));

        assertThat(log.statements())
                .containsSubsequence(
                        "BEGIN",
                        "insert apium_lease",
                        "PREPARE TRANSACTION",
                        "COMMIT PREPARED",
                        "BEGIN",
                        "delete apium_lease",
                        "insert apium_result",
                        "COMMIT")
                .containsOnlyOnce("PREPARE TRANSACTION")
                .containsOnlyOnce("COMMIT");
        assertMessages(1);
    }

    @Test
    void storesABatchOfTasksInOneTransaction() throws Exception {
        try (var calls = new LogListener("jboss.jdbc.spy")) {
            bean.inTransaction(() -> {
                for (int i = 0; i < 50; i++) {
                    tasks.signature(CountTasks::share, i).delay();
                }
                return bean;
            });
            awaitQuiet();

            var expected = new ArrayList<>(List.of("BEGIN"));
            expected.addAll(Collections.nCopies(50, "insert apium_result"));
            expected.addAll(List.of("PREPARE TRANSACTION", "COMMIT PREPARED"));
            assertThat(log.statements()).isEqualTo(expected);
            assertThat(calls.find("] addBatch()")).hasSize(50);
            assertThat(calls.find("] executeBatch()")).hasSize(1);
            assertMessages(50);
        }
    }

    @Test
    void costsAStepOfAChainNothingMore() throws Exception {
        send(tasks.signature(CountTasks::share, 1).then(CountTasks::share).then(CountTasks::share));

        var expected = new ArrayList<>(transaction("insert apium_workflow_page"));
        for (int i = 0; i < 3; i++) {
            expected.addAll(transaction("insert apium_result"));
        }
        assertThat(log.statements()).isEqualTo(expected);
        assertMessages(3);
    }

    @Test
    void countsTheMembersOfABatchWithOneStatement() throws Exception {
        send(tasks.group(List.of(1, 2, 3), CountTasks::share).join(CountTasks::total));

        var expected = new ArrayList<>(transaction(
                "insert apium_workflow_page", "insert apium_workflow_page", "insert apium_join", "update apium_join"));
        expected.addAll(transaction(
                "insert apium_result",
                "insert apium_result",
                "insert apium_result",
                // It is not one of many, but the last.
                "update apium_join",
                "update apium_join",
                "select apium_join",
                // The end of the group.
                "insert apium_result"));
        expected.addAll(transaction("select apium_result", "insert apium_result", "update apium_join"));
        assertThat(log.statements()).isEqualTo(expected);
        assertMessages(4);
    }

    private void send(Canvas<?> canvas) throws Exception {
        bean.inTransaction(canvas::delay);
        awaitQuiet();
    }

    private static List<String> transaction(String... statements) {
        var all = new ArrayList<String>();
        all.add("BEGIN");
        all.addAll(List.of(statements));
        all.add("PREPARE TRANSACTION");
        all.add("COMMIT PREPARED");
        return all;
    }

    private void run(Signature<?> task) {
        task.delay();
        awaitQuiet();
    }

    private void assertMessages(int count) {
        assertThat(QueueDepth.added(CountWorker.QUEUE) - messagesBefore).isEqualTo(count);
        assertThat(QueueDepth.added("apium.dead")).isEqualTo(deadLettersBefore);
    }

    private void createTable() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists count_note (note varchar(100))");
        }
    }

    /** Waits until all messages are worked off, those that come again and those that come later too. */
    private static void awaitQuiet() {
        await().atMost(PATIENCE).pollInSameThread().until(() -> QueueDepth.of(CountWorker.QUEUE) == 0);
    }
}
