package io.apium.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.TaskClient;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.it.count.CountTasks;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a canvas costs beside its tasks: what <code>docs/canvas.md</code> says of it. Like {@link StatementCountIT}. */
@Tag("wildfly")
@ExtendWith(ArquillianExtension.class)
class CanvasCountIT {

    /** How many steps a page of a chain holds. */
    private static final int PAGE = 45;

    /** What is stored when a group is sent. */
    private static final String[] SENT = {
        "insert apium_workflow_page", "insert apium_workflow_page", "insert apium_join", "update apium_join"
    };

    /** What a body costs. */
    private static final String[] BODY = {"select apium_result", "insert apium_result", "update apium_join"};

    @Inject
    TaskClient tasks;

    @Inject
    CountTasks bean;

    @Resource(lookup = "java:jboss/datasources/PostgresDS")
    DataSource dataSource;

    private Meter meter;

    @Deployment
    static Archive<?> application() {
        return Applications.count(CanvasCountIT.class);
    }

    @BeforeEach
    void begin() throws SQLException {
        meter = new Meter(dataSource);
    }

    @AfterEach
    void end() throws SQLException {
        meter.close();
    }

    @Test
    void costsAStepOfAChainNothingMore() throws Exception {
        send(3, tasks.signature(CountTasks::share, 1).then(CountTasks::share).then(CountTasks::share));

        var expected = new ArrayList<>(transaction("insert apium_workflow_page"));
        for (int i = 0; i < 3; i++) {
            expected.addAll(transaction("insert apium_result"));
        }
        assertThat(meter.statements()).isEqualTo(expected);
    }

    @Test
    void readsAndDeletesThePagesOfALongChain() throws Exception {
        var steps = new ArrayList<Canvas<?>>(Collections.nCopies(100, share()));
        steps.set(0, tasks.signature(CountTasks::share, 1));
        send(100, tasks.chain(steps));

        // The plan, and three pages of steps.
        var expected = new ArrayList<>(
                transaction(Collections.nCopies(4, "insert apium_workflow_page").toArray(String[]::new)));
        for (int i = 0; i < 100; i++) {
            expected.addAll(
                    i % PAGE == 0 && i / PAGE < 3
                            ? transaction(
                                    "select apium_workflow_page", "insert apium_result", "delete apium_workflow_page")
                            : transaction("insert apium_result"));
        }
        assertThat(meter.statements()).isEqualTo(expected);
    }

    @Test
    void sendsCallbacksWithOnePlan() throws Exception {
        send(2, tasks.signature(CountTasks::share, 1).link(share()));

        var expected = new ArrayList<>(transaction("insert apium_workflow_page"));
        expected.addAll(transaction("insert apium_result"));
        expected.addAll(transaction("insert apium_result"));
        assertThat(meter.statements()).isEqualTo(expected);
    }

    @Test
    void countsNoMembersThatNothingFollows() throws Exception {
        send(3, tasks.group(List.of(1, 2, 3), CountTasks::share));

        var expected = new ArrayList<>(transaction(SENT));
        expected.addAll(transaction("insert apium_result", "insert apium_result", "insert apium_result"));
        assertThat(meter.statements()).isEqualTo(expected);
    }

    @Test
    void countsTheMembersOfABatchWithOneStatement() throws Exception {
        send(4, tasks.group(List.of(1, 2, 3), CountTasks::share).join(CountTasks::total));

        var expected = new ArrayList<>(transaction(SENT));
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
        expected.addAll(transaction(BODY));
        assertThat(meter.statements()).isEqualTo(expected);
    }

    @Test
    void countsAMemberWithOneStatement() throws Exception {
        send(4, tasks.group(List.of(1, 2, 3), CountTasks::single).join(CountTasks::total));

        var expected = new ArrayList<>(transaction(SENT));
        expected.addAll(transaction("insert apium_result", "update apium_join"));
        expected.addAll(transaction("insert apium_result", "update apium_join"));
        expected.addAll(transaction(
                "insert apium_result",
                "update apium_join",
                "update apium_join",
                "select apium_join",
                "insert apium_result"));
        expected.addAll(transaction(BODY));
        assertThat(meter.statements()).isEqualTo(expected);
    }

    @Test
    void countsManyInStripes() throws Exception {
        send(97, tasks.group(IntStream.range(0, 96).boxed(), CountTasks::single).join(CountTasks::total));

        assertThat(count())
                .containsEntry("insert apium_join_stripe", 32L)
                // By each member, and once more by the last of each stripe.
                .containsEntry("update apium_join_stripe", 96 + 32L)
                // When the group is sent, by the last of each stripe, by the last of all once more, by the body.
                .containsEntry("update apium_join", 1 + 32 + 1 + 1L)
                .containsEntry("select apium_join", 1L);
    }

    @Test
    void countsABatchOfManyWithOneStatementForEachStripe() throws Exception {
        send(97, tasks.group(IntStream.range(0, 96).boxed(), CountTasks::share).join(CountTasks::total));

        // Two stripes of 48, each of which at most three transactions count down and one, the last, once more.
        assertThat(count())
                .containsEntry("insert apium_join_stripe", 2L)
                .hasEntrySatisfying(
                        "update apium_join_stripe",
                        updates -> assertThat(updates).isBetween(4L, 5L));
    }

    @Test
    void storesALargeGroupThatComesLaterInPages() throws Exception {
        send(
                1202,
                tasks.chain(
                        tasks.signature(CountTasks::share, 1),
                        tasks.group(Collections.nCopies(1200, share())),
                        tasks.signature("io.apium.it.count.CountTasks.total")));

        assertThat(count())
                .containsEntry("insert apium_workflow_page", 1 + 2 * 3L)
                .containsEntry("select apium_workflow_page", 3 + 2 * 3L)
                .containsEntry("update apium_workflow_page", 1L)
                .containsEntry("insert apium_join_stripe", 24L);
    }

    @Test
    void endsWhatCannotRunAnyMoreWithTheFirstFailure() throws Exception {
        send(2, tasks.group(List.of(1, 2), CountTasks::refuse).join(CountTasks::total));

        var first = new ArrayList<>(transaction(SENT));
        first.addAll(List.of(
                "BEGIN",
                "select apium_result",
                "select apium_attempt",
                "insert apium_result",
                "insert apium_failed_message",
                "update apium_join",
                "update apium_join",
                "select apium_join",
                // The ends of the group and of the body.
                "insert apium_result",
                "insert apium_result",
                "COMMIT"));
        // A message that comes again and the second one may come in any order.
        assertThat(meter.statements()).startsWith(first.toArray(String[]::new));
        assertThat(count())
                .containsEntry("insert apium_result", 4L)
                .containsEntry("insert apium_failed_message", 2L)
                .containsEntry("select apium_join", 2L)
                .containsEntry("update apium_join", 1 + 2 + 5L);
    }

    private Signature<Object> share() {
        return tasks.signature("io.apium.it.count.CountTasks.share");
    }

    private Map<String, Long> count() throws SQLException {
        return meter.statements().stream().collect(groupingBy(statement -> statement, TreeMap::new, counting()));
    }

    private void send(int messages, Canvas<?> canvas) throws Exception {
        bean.inTransaction(canvas::delay);
        meter.awaitMessages(messages);
    }

    private static List<String> transaction(String... statements) {
        var all = new ArrayList<String>();
        all.add("BEGIN");
        all.addAll(List.of(statements));
        all.add("PREPARE TRANSACTION");
        all.add("COMMIT PREPARED");
        return all;
    }
}
