package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.TaskClient;
import io.apium.canvas.Signature;
import io.apium.it.count.CountTasks;
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

    private Meter meter;

    @Deployment
    static Archive<?> application() {
        return Applications.count(StatementCountIT.class);
    }

    @BeforeEach
    void begin() throws SQLException {
        createTable();
        meter = new Meter(dataSource);
    }

    @AfterEach
    void end() throws SQLException {
        meter.close();
    }

    @Test
    void storesASuccessWithOneInsert() throws SQLException {
        run(tasks.signature(CountTasks::succeed));

        assertThat(meter.statements())
                .containsExactly("BEGIN", "insert apium_result", "PREPARE TRANSACTION", "COMMIT PREPARED");
        assertThat(meter.messages()).isEqualTo(1);
    }

    @Test
    void storesASuccessInTheTransactionOfTheWork() throws SQLException {
        run(tasks.signature(CountTasks::write, "note"));

        assertThat(meter.statements())
                .containsExactly(
                        "BEGIN", "insert count_note", "insert apium_result", "PREPARE TRANSACTION", "COMMIT PREPARED");
    }

    @Test
    void leavesTheDatabaseAloneIfTheTaskDoesAndItsResultIsIgnored() throws SQLException {
        run(tasks.signature(CountTasks::succeedSilently));

        assertThat(meter.statements()).isEmpty();
        assertThat(meter.messages()).isEqualTo(1);
    }

    @Test
    void storesAFailureWithOneInsertAndReadsItWhenTheMessageComesAgain() throws SQLException {
        run(tasks.signature(CountTasks::fail));

        assertThat(meter.statements())
                .containsExactly(
                        // Is it decided already?
                        "BEGIN",
                        "select apium_result",
                        "select apium_attempt",
                        "insert apium_result",
                        "COMMIT",
                        // The message comes again, and its transaction does not reach the database.
                        "select apium_result");
        assertThat(meter.messages()).isEqualTo(1);
    }

    @Test
    void storesAFailureBesideTheTransactionOfTheWork() throws SQLException {
        run(tasks.signature(CountTasks::writeAndFail, "note"));

        assertThat(meter.statements())
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

        assertThat(meter.statements()).containsOnlyOnce("insert apium_result");
        assertThat(meter.messages()).isEqualTo(1);
    }

    @Test
    void storesARetryTogetherWithItsMessage() throws SQLException {
        run(tasks.signature(CountTasks::retry));

        var statements = meter.statements();
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
        assertThat(meter.messages()).isEqualTo(2);
    }

    @Test
    void turnsAMessageIntoALeaseAndTheLeaseIntoAResult() throws SQLException {
        run(tasks.signature(CountTasks::lease));
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> meter.statements().contains("COMMIT"));

        assertThat(meter.statements())
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
        assertThat(meter.messages()).isEqualTo(1);
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
            meter.awaitQuiet();

            var expected = new ArrayList<>(List.of("BEGIN"));
            expected.addAll(Collections.nCopies(50, "insert apium_result"));
            expected.addAll(List.of("PREPARE TRANSACTION", "COMMIT PREPARED"));
            assertThat(meter.statements()).isEqualTo(expected);
            assertThat(calls.find("] addBatch()")).hasSize(50);
            assertThat(calls.find("] executeBatch()")).hasSize(1);
            assertThat(meter.messages()).isEqualTo(50);
        }
    }

    private void run(Signature<?> task) {
        task.delay();
        meter.awaitQuiet();
    }

    private void createTable() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists count_note (note varchar(100))");
        }
    }
}
