package io.apium.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.AsyncResult;
import io.apium.NodeHealth;
import io.apium.Progress;
import io.apium.TaskAttempt;
import io.apium.TaskClient;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.it.execution.Archivist;
import io.apium.it.execution.BatchTasks;
import io.apium.it.execution.BatchTasks.Mishap;
import io.apium.it.execution.BatchWorker;
import io.apium.it.execution.Booth;
import io.apium.it.execution.DecisionTasks;
import io.apium.it.execution.ExecutionWorker;
import io.apium.it.execution.FeedbackTasks;
import io.apium.it.execution.Gate;
import io.apium.it.execution.HookedTasks;
import io.apium.it.execution.LeasedTasks;
import io.apium.it.execution.LeasedWorker;
import io.apium.it.execution.LimitTasks;
import io.apium.it.execution.Note;
import io.apium.it.execution.Notes;
import io.apium.it.execution.RetryTasks;
import io.apium.it.execution.ServiceTasks;
import io.apium.it.execution.Tally;
import io.apium.spi.ResultStore;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.transaction.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of tasks, their work and their messages, on whatever database. */
abstract class ExecutionContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LEASE_QUEUE = "apium.lease";

    @Inject
    TaskClient tasks;

    @Inject
    Notes notes;

    @Inject
    NodeHealth health;

    @Inject
    ResultStore results;

    @Inject
    JMSContext jms;

    private final String account = UUID.randomUUID().toString();

    private final Gate gate = Gate.of(account);

    @AfterEach
    void openGate() {
        gate.open();
    }

    // Retries

    @Test
    void runsATaskAgainUntilItSucceeds() {
        var result = tasks.signature(RetryTasks::stumble, account, 2).delay();
        awaiting().until(() -> gate.arrived() == 1);

        assertThat(result.state()).isEqualTo(TaskState.RETRY);
        assertThat(result.failure()).get().extracting(TaskFailure::message).isEqualTo("attempt 1");
        assertThat(result.attempts()).extracting(TaskAttempt::state).containsExactly(TaskState.RETRY, TaskState.RETRY);
        assertThat(notes.count(account)).isZero();

        gate.open();

        assertThat(result.get(PATIENCE)).isEqualTo(2);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.failure()).isEmpty();
        assertThat(result.attempts())
                .extracting(TaskAttempt::state)
                .containsExactly(TaskState.RETRY, TaskState.RETRY, TaskState.SUCCESS);
        assertThat(result.attempts()).extracting(TaskAttempt::number).containsExactly(0, 1, 2);
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isEqualTo(1);
        assertThat(notes.count(account + "/follower")).isEqualTo(1);
    }

    @Test
    void failsWithTheExceptionAfterTheLastRetry() {
        var result = tasks.signature(RetryTasks::insist, account, false).delay();

        assertFailure(result, "java.io.IOException", "no line to " + account);
        assertThat(result.attempts())
                .extracting(TaskAttempt::state)
                .containsExactly(TaskState.RETRY, TaskState.RETRY, TaskState.FAILURE);
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(Tally.of(account)).isEqualTo(3);
        assertThat(notes.count(account)).isZero();
    }

    @Test
    void doesNotRunATaskAgainAfterAnExceptionThatIsExempt() {
        var result = tasks.signature(RetryTasks::insist, account, true).delay();

        assertFailure(result, "java.io.FileNotFoundException", account);
        assertThat(Tally.of(account)).isEqualTo(1);
    }

    @Test
    void prefersTheConfigurationToTheAnnotation() {
        var result = tasks.signature(RetryTasks::persevere, account).delay();

        assertFailure(result, "io.apium.MaxRetriesExceededException", "after the 1 it is allowed");
        assertThat(Tally.of(account)).isEqualTo(2);
    }

    @Test
    void prefersTheCallToTheConfiguration() {
        var result = tasks.signature(RetryTasks::persevere, account).applyAsync(o -> o.maxRetries(2));

        assertFailure(result, "io.apium.MaxRetriesExceededException", "after the 2 it is allowed");
        assertThat(Tally.of(account)).isEqualTo(3);
    }

    // What a task decides

    @Test
    void keepsTheWorkOfAFailureThatSaysSo() {
        var result = tasks.signature(DecisionTasks::decline, account).delay();

        assertFailure(result, "java.lang.IllegalArgumentException", "declined " + account);
        assertThat(notes.count(account)).isEqualTo(1);
        awaiting().until(() -> notes.count(account + "/follower") == 1);
    }

    @Test
    void tellsAnExpectedFailureInOneLine() {
        try (var log = new LogListener("io.apium.worker")) {
            var result = tasks.signature(DecisionTasks::decline, account).delay();
            assertFailure(result, "java.lang.IllegalArgumentException", account);

            awaiting().until(() -> !log.find(result.id()).isEmpty());
            assertThat(log.find(result.id())).singleElement().satisfies(line -> {
                assertThat(line.getMessage()).contains("declined " + account);
                assertThat(line.getThrown()).isNull();
                assertThat(line.getLevel().intValue()).isEqualTo(Level.INFO.intValue());
            });
        }
    }

    @Test
    void sendsARejectedMessageToTheDeadLetterQueue() throws Exception {
        var result = tasks.signature(DecisionTasks::reject, account).delay();

        assertFailure(result, "io.apium.TaskRejectedException", "not ours: " + account);
        var dead = receiveDeadLetter(result);
        assertThat(dead.getBody(String.class)).contains(account);
        assertThat(dead.getStringProperty("apium_dead_reason")).contains("not ours: " + account);
        assertThat(dead.getStringProperty("apium_dead_queue")).isEqualTo(ExecutionWorker.QUEUE);
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isZero();
    }

    @Test
    void givesAMessageBackToItsQueue() {
        var result = tasks.signature(DecisionTasks::giveBack, account).delay();

        assertThat(result.get(PATIENCE)).isEqualTo(2);
        assertThat(result.attempts()).hasSize(1);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    @Test
    void keepsTheWorkOfATaskThatIgnoresItself() {
        var result = tasks.signature(DecisionTasks::ignore, account).delay();

        awaiting().until(() -> notes.count(account) == 1);
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
    }

    // Batches

    @Test
    void sharesTransactionsAmongTasks() throws Exception {
        var results = enter(IntStream.range(0, 300).mapToObj(i -> Mishap.NONE).toList());

        results.forEach(result -> result.get(PATIENCE));

        var rows = notes.find(account);
        assertThat(rows).extracting(Note::account).doesNotHaveDuplicates().hasSize(300);
        assertThat(rows.stream().map(Note::transactionKey).distinct()).hasSizeLessThan(100);
    }

    @Test
    void doesNothingTwiceAndNothingNotWhenATaskOfABatchFails() throws Exception {
        var mishaps = new ArrayList<>(
                IntStream.range(0, 300).mapToObj(i -> Mishap.NONE).toList());
        mishaps.set(75, Mishap.RETRY);
        mishaps.set(150, Mishap.FAILURE);
        mishaps.set(225, Mishap.FAILED_COMMIT);

        var results = enter(mishaps);

        assertFailure(results.get(150), "java.lang.IllegalStateException", "no funds on " + account + "-150");
        results.remove(150);
        assertThat(results)
                .allSatisfy(result -> assertThat(result.get(PATIENCE)).isNull());
        awaitQuiet(BatchWorker.QUEUE);
        var rows = notes.find(account);
        assertThat(rows)
                .extracting(Note::account)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 300)
                        .filter(i -> i != 150)
                        .mapToObj(i -> account + "-" + i)
                        .toList());
        assertThat(rows.stream().map(Note::transactionKey).distinct()).hasSizeLessThan(200);
        assertThat(Tally.of(account + "-150")).isEqualTo(1);
    }

    @Test
    void leavesToOthersWhatWaitsBehindASlowTask() throws Exception {
        var results = notes.inTransaction(() -> {
            var sent = new ArrayList<AsyncResult<?>>();
            tasks.signature(BatchTasks::hold, account).delay();
            for (int i = 0; i < 40; i++) {
                sent.add(tasks.signature(BatchTasks::enter, account + i, Mishap.NONE)
                        .delay());
            }
            return sent;
        });

        results.forEach(result -> result.get(PATIENCE));

        assertThat(gate.arrived()).isEqualTo(1);
    }

    // Leases

    @Test
    void runsALeasedTaskOutsideATransaction() {
        gate.open();

        var one = requireNonNull(
                tasks.signature(LeasedTasks::work, account).delay().get(PATIENCE));
        var other = requireNonNull(
                tasks.signature(LeasedTasks::workAtMostOnce, account).delay().get(PATIENCE));

        assertThat(Stream.of(one, other)).allSatisfy(surroundings -> {
            assertThat(surroundings.transactionStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
            assertThat(surroundings.component()).isEqualTo("execution");
            assertThat(surroundings.attempt()).isZero();
        });
        assertThat(one.visit()).isNotEqualTo(other.visit());
        assertThat(notes.count(account)).isEqualTo(2);
    }

    @Test
    void holdsALeaseAndNoMessageWhileALeasedTaskRuns() {
        var result = tasks.signature(LeasedTasks::work, account).delay();
        awaiting().until(() -> gate.arrived() == 1);

        awaitQuiet(LeasedWorker.QUEUE);
        assertThat(notes.leases(result.id())).isEqualTo(1);
        assertThat(notes.count(account)).isEqualTo(1);
        assertThat(result.state()).isEqualTo(TaskState.PENDING);

        gate.open();

        assertThat(result.get(PATIENCE)).isNotNull();
        assertThat(notes.leases(result.id())).isZero();
    }

    @Test
    void runsNoMoreLeasedTasksThanThereAreSlots() {
        var results = Stream.generate(
                        () -> tasks.signature(LeasedTasks::work, account).delay())
                .limit(6)
                .toList();

        awaiting().until(() -> gate.arrived() == 2 && QueueDepth.of(LEASE_QUEUE) == 4);
        assertThat(results.stream()
                        .mapToLong(result -> notes.leases(result.id()))
                        .sum())
                .isEqualTo(2);
        assertThat(gate.arrived()).isEqualTo(2);

        gate.open();

        assertThat(results)
                .allSatisfy(result -> assertThat(result.get(PATIENCE)).isNotNull());
        assertThat(notes.count(account)).isEqualTo(6);
        assertThat(QueueDepth.of(LEASE_QUEUE)).isZero();
    }

    @Test
    void runsALeasedTaskAgain() {
        var result = tasks.signature(LeasedTasks::stumble, account, 2).delay();

        assertThat(result.get(PATIENCE)).isEqualTo(2);
        assertThat(result.attempts())
                .extracting(TaskAttempt::state)
                .containsExactly(TaskState.RETRY, TaskState.RETRY, TaskState.SUCCESS);
        assertThat(notes.count(account)).isEqualTo(3);
        assertThat(notes.leases(result.id())).isZero();
    }

    @Test
    void storesTheFailureOfALeasedTask() {
        var result = tasks.signature(LeasedTasks::fail, account).delay();

        assertFailure(result, "java.lang.IllegalStateException", "no funds on " + account);
        assertThat(notes.count(account)).isEqualTo(1);
        assertThat(notes.leases(result.id())).isZero();
    }

    @Test
    void replacesTheSlotOfALeasedTaskThatHangs() {
        var hanging = Stream.generate(
                        () -> tasks.signature(LeasedTasks::hang, account).delay())
                .limit(2)
                .toList();

        assertThat(hanging)
                .allSatisfy(result -> assertFailure(result, "io.apium.TimeLimitExceededException", "PT0.5S"));
        assertThat(tasks.signature(LeasedTasks::stumble, account, 0).delay().get(PATIENCE))
                .isZero();
    }

    // Limits

    @Test
    void interruptsATaskAtItsSoftTimeLimit() {
        var result = tasks.signature(LimitTasks::sleep, account).delay();

        assertFailure(result, "io.apium.SoftTimeLimitExceededException", "PT0.3S");
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isZero();
        assertThatTheDatabaseWorks();
    }

    @Test
    void interruptsATaskThatWorksWithTheDatabase() {
        var results = Stream.generate(
                        () -> tasks.signature(LimitTasks::toil, account).delay())
                .limit(8)
                .toList();

        // With the limit's exception, or with what a driver makes of an interrupt.
        assertThat(results)
                .allSatisfy(result ->
                        assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(TaskFailedException.class));
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isZero();
        assertThatTheDatabaseWorks();
    }

    @Test
    void letsATaskTidyUpAtItsSoftTimeLimit() {
        assertThat(tasks.signature(LimitTasks::tidyUp, account).delay().get(PATIENCE))
                .isEqualTo("tidied up");
        assertThat(notes.count(account)).isEqualTo(1);
    }

    @Test
    void failsATaskThatIgnoresItsTimeLimit() {
        var result = tasks.signature(LimitTasks::hang, account).delay();

        assertFailure(result, "io.apium.TimeLimitExceededException", "PT0.5S");
        assertThat(Tally.of(account)).isZero();
        awaiting().until(() -> !health.isHealthy());
        assertThat(health.stuckTasks()).singleElement().asString().contains(result.id());

        gate.open();

        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(Tally.of(account)).isEqualTo(1);
        assertThat(notes.count(account)).isZero();
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(health.isHealthy()).isTrue();
    }

    // Payara knows no transaction timeout of a worker.
    @Tag("wildfly")
    @Test
    void runsATaskAgainThatOutlivesItsTransaction() {
        var result = tasks.signature(LimitTasks::outlive, account).delay();

        assertThat(result.get(PATIENCE)).isEqualTo(2);

        gate.open();

        awaiting().until(() -> Tally.of(account + "/left") == 1);
        awaitQuiet("apium.execution.hasty");
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(tasks.result(result.id(), Integer.class).get(PATIENCE)).isEqualTo(2);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    // What a task tells and is told

    @Test
    void showsTheProgressOfATaskBeforeItsCommit() {
        var result = tasks.signature(FeedbackTasks::progress, account).delay();
        awaiting().until(() -> gate.arrived() == 1);

        assertThat(result.state()).isEqualTo(TaskState.PROGRESS);
        assertThat(result.progress()).contains(new Progress(1, 2, "half of " + account));
        assertThat(notes.count(account)).isZero();

        gate.open();

        assertThat(result.get(PATIENCE)).isNull();
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    @Test
    void showsAStateOfTheTasksOwnBeforeItsCommit() {
        var result = tasks.signature(FeedbackTasks::upload, account).delay();
        awaiting().until(() -> gate.arrived() == 1);

        assertThat(result.state()).isEqualTo(new TaskState("UPLOADING"));
        assertThat(result.meta(FeedbackTasks.Upload.class)).contains(new FeedbackTasks.Upload(account));
        assertThat(notes.count(account)).isZero();

        gate.open();

        assertThat(result.get(PATIENCE)).isNull();
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void keepsAStateOfTheTasksOwnWhenItIgnoresItself() {
        var result = tasks.signature(FeedbackTasks::uploadOnly, account).delay();

        awaiting().until(() -> result.state().equals(new TaskState("UPLOADING")));
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(result.state()).isEqualTo(new TaskState("UPLOADING"));
    }

    @Test
    void keepsAResultAsLongAsTheApplicationSays() {
        gate.open();
        var archived =
                tasks.signature(FeedbackTasks::start, account).applyAsync(o -> o.header(Archivist.ARCHIVE, "yes"));
        var other = tasks.signature(FeedbackTasks::start, account).delay();
        archived.get(PATIENCE);
        other.get(PATIENCE);

        assertThat(keptFor(archived)).isEqualTo(Duration.ofDays(100));
        assertThat(keptFor(other)).isEqualTo(Duration.ofDays(1));
    }

    private @Nullable Duration keptFor(AsyncResult<?> task) {
        var result = results.find(task.id()).orElseThrow();
        return result.expiresAt() == null ? null : Duration.between(result.endedAt(), result.expiresAt());
    }

    @Test
    void showsThatATaskHasStarted() {
        var result = tasks.signature(FeedbackTasks::start, account).delay();
        awaiting().until(() -> gate.arrived() == 1);

        assertThat(result.state()).isEqualTo(TaskState.STARTED);

        gate.open();

        assertThat(result.get(PATIENCE)).isNull();
        assertThat(result.attempts())
                .singleElement()
                .extracting(TaskAttempt::state)
                .isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void tellsATaskThatItShouldEnd() {
        var result = tasks.signature(FeedbackTasks::obey, account).delay();
        awaiting().until(() -> gate.arrived() == 1);
        assertThat(result.isAborted()).isFalse();

        result.abort();
        gate.open();

        assertThat(result.isAborted()).isTrue();
        assertThat(result.get(PATIENCE)).isTrue();
    }

    @Test
    void callsTheOutsideWorldOnceForAllAttempts() {
        assertThat(tasks.signature(FeedbackTasks::charge, account).delay().get(PATIENCE))
                .isEqualTo("receipt 1");
        assertThat(Tally.of(account)).isEqualTo(1);
    }

    @Test
    void refusesToWaitForATaskInATask() {
        var other = tasks.signature(FeedbackTasks::greet, account).delay();

        var refused = tasks.signature(FeedbackTasks::join, other.id()).delay();
        var allowed = tasks.signature(FeedbackTasks::joinWithLeave, other.id()).delay();

        assertFailure(refused, "java.lang.IllegalStateException", "TaskContext.allowJoin");
        assertThat(allowed.get(PATIENCE)).isEqualTo("hello " + account);
    }

    // What the platform does around a task

    @Test
    void tellsABeanOfASuccessInTheTransactionThatDoesTheWork() {
        tasks.signature(HookedTasks::succeed, account).delay().get(PATIENCE);

        var rows = notes.find(account);
        assertThat(rows)
                .extracting(Note::account)
                .containsExactlyInAnyOrder(
                        account + "/beforeStart",
                        account + "/work",
                        account + "/onSuccess value of " + account,
                        account + "/afterReturn SUCCESS");
        assertThat(rows)
                .extracting(Note::transactionKey)
                .containsOnly(rows.get(0).transactionKey());
    }

    @Test
    void tellsABeanOfAFailureInTheTransactionThatStoresIt() {
        var result = tasks.signature(HookedTasks::fail, account).delay();

        assertFailure(result, "java.lang.IllegalStateException", "no funds");
        awaitQuiet(ExecutionWorker.QUEUE);
        var rows = notes.find(account);
        assertThat(rows)
                .extracting(Note::account)
                .containsExactlyInAnyOrder(account + "/onFailure no funds", account + "/afterReturn FAILURE");
        assertThat(rows)
                .extracting(Note::transactionKey)
                .containsOnly(rows.get(0).transactionKey());
    }

    @Test
    void tellsABeanOfARetry() {
        tasks.signature(HookedTasks::stumble, account).delay().get(PATIENCE);

        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.find(account))
                .extracting(Note::account)
                .containsExactlyInAnyOrder(
                        account + "/onRetry busy",
                        account + "/beforeStart",
                        account + "/work",
                        account + "/onSuccess null",
                        account + "/afterReturn SUCCESS");
    }

    @Test
    void appliesInterceptorsToTasks() {
        tasks.signature(ServiceTasks::intercepted, account).delay().get(PATIENCE);

        assertThat(Tally.of(account + "/intercepted")).isEqualTo(1);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    @Test
    void keepsWhatAFailedTaskDidInATransactionOfItsOwn() {
        var result = tasks.signature(ServiceTasks::confess, account).delay();

        assertFailure(result, "java.lang.IllegalStateException", "no funds");
        assertThat(notes.count(account)).isZero();
        assertThat(notes.count(account + "/confession")).isEqualTo(1);
    }

    /** Payara does not resume the task's transaction then. */
    @Test
    void failsATaskWhoseInnerTransactionCannotBeCommitted() {
        var result = tasks.signature(ServiceTasks::confessInVain, account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(TaskFailedException.class);
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.find(account)).isEmpty();
    }

    @Test
    void understandsDecisionsThatPassThroughAnInterceptor() {
        assertThat(tasks.signature(ServiceTasks::stumble, account).delay().get(PATIENCE))
                .isEqualTo(1);
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    @Test
    void understandsDecisionsThatPassThroughASessionBean() {
        var stumbling = tasks.signature(Booth::stumble, account).delay();
        var rejected = tasks.signature(Booth::reject, account).delay();

        assertThat(stumbling.get(PATIENCE)).isEqualTo(1);
        assertThat(stumbling.attempts().get(0).failure())
                .get()
                .extracting(TaskFailure::message)
                .isEqualTo("busy");
        assertFailure(rejected, "io.apium.TaskRejectedException", "not ours");
        assertThat(receiveDeadLetter(rejected)).isNotNull();
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    /** To a session bean's container every error is a fault, after which it lets nothing commit. */
    @Test
    void failsASessionBeansTaskThatIgnoresItself() {
        var result = tasks.signature(Booth::ignore, account).delay();

        assertThatThrownBy(() -> result.get(PATIENCE)).hasMessageContaining("marked for rollback");
        awaitQuiet(ExecutionWorker.QUEUE);
        assertThat(notes.count(account)).isZero();
    }

    /** Sends one task for each mishap, all in one transaction. */
    private List<AsyncResult<?>> enter(List<Mishap> mishaps) throws Exception {
        return notes.inTransaction(() -> {
            var sent = new ArrayList<AsyncResult<?>>();
            for (int i = 0; i < mishaps.size(); i++) {
                sent.add(tasks.signature(BatchTasks::enter, account + "-" + i, mishaps.get(i))
                        .delay());
            }
            return sent;
        });
    }

    private void assertFailure(AsyncResult<?> result, String type, String message) {
        assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(TaskFailedException.class);
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.type()).isEqualTo(type);
            assertThat(failure.message()).contains(message);
        });
    }

    private void assertThatTheDatabaseWorks() {
        gate.open();
        tasks.signature(RetryTasks::stumble, account, 0).delay().get(PATIENCE);
        assertThat(notes.count(account)).isEqualTo(1);
    }

    private Message receiveDeadLetter(AsyncResult<?> result) {
        // Closed at once: a consumer left open would keep what the broker sent it ahead.
        try (var consumer = jms.createConsumer(jms.createQueue("apium.dead"), "apium_id = '" + result.id() + "'")) {
            var message = consumer.receive(PATIENCE.toMillis());
            assertThat(message).as("the dead letter of %s", result.id()).isNotNull();
            return message;
        }
    }

    /** Waits until all messages of the queue are worked off, those that come again too. */
    private static void awaitQuiet(String queue) {
        awaiting().until(() -> QueueDepth.of(queue) == 0);
    }

    private static ConditionFactory awaiting() {
        return await().atMost(PATIENCE).pollInSameThread();
    }
}
