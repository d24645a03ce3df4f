package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static io.apium.Execution.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.Laptop;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The plug is pulled after every commit there is, and what was to happen once has happened once. */
class CrashPointTest {

    /** Each of its tasks commits: the lease if it has one, the state it tells, and its outcome, in this order. */
    static class Bank implements TaskHooks {

        private final Laptop laptop;
        private final Journal journal;
        private boolean isWell;

        Bank(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        private void send(String what) {
            laptop.tasks().signature(what).applyAsync(o -> o.queue(what));
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            send("successes");
        }

        @Override
        public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
            send("retries");
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) {
            send("failures");
        }

        private void work(TaskContext context, String how) {
            journal.write("paid");
            context.updateState("COUNTING", null);
            if (isWell) {
                return;
            }
            if (how.equals("fails")) {
                throw new IllegalStateException(how);
            }
            if (how.equals("retries") && context.attempt() == 0) {
                throw context.retry();
            }
        }

        @Task(name = "pay")
        void pay(TaskContext context, String how) {
            send("paid");
            work(context, how);
        }

        @Task(name = "wire", execution = AT_LEAST_ONCE)
        void wire(TaskContext context, String how) {
            work(context, how);
        }

        @Task(name = "cash", execution = AT_MOST_ONCE)
        void cash(TaskContext context, String how) {
            work(context, how);
        }

        /** Writes what the database refuses, so many times; it says so when the transaction commits. */
        @Task(name = "overbook")
        void overbook(TaskContext context, int times) {
            send("paid");
            if (context.delivery().orElseThrow().count() <= times) {
                for (int i = 0; i < 2; i++) {
                    laptop.stores().results().insert(row());
                }
            }
        }

        private static StoredResult row() {
            return new StoredResult(
                    "row",
                    "task",
                    TaskState.SUCCESS,
                    0,
                    null,
                    null,
                    "worker",
                    "row",
                    null,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    null,
                    null);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Bank bank = laptop.add(new Bank(laptop));

    private List<Integer> sent() {
        return Stream.of("paid", "successes", "retries", "failures")
                .map(queue -> laptop.messages(queue).size())
                .toList();
    }

    private boolean deliverAndRun() {
        var isDelivered = laptop.deliver("apium");
        return laptop.runLeased() || isDelivered;
    }

    /** Starts the node that was killed, and another one, and gives them all the time they want. */
    private void recover(boolean brokerForgets) {
        laptop.restart();
        if (brokerForgets) {
            laptop.forgetDeliveries();
        }
        laptop.clock().advance(Duration.ofHours(1));
        laptop.tick();
        laptop.clock().advance(Duration.ofSeconds(1));
        while (deliverAndRun()) {
            laptop.clock().advance(Duration.ofHours(1));
        }
    }

    private void assertNothingIsLeftToDo(AsyncResult<?> payment) {
        for (var queue : List.of("apium", "apium.lease", "apium.dead", "DLQ")) {
            assertThat(laptop.messages(queue)).as(queue).isEmpty();
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(laptop.stores()
                            .leases()
                            .findLosses(payment.id(), attempt)
                            .isPresent())
                    .isFalse();
        }
    }

    static Stream<Arguments> atomic() {
        return Stream.of("succeeds", "fails", "retries")
                .flatMap(how -> Stream.of(true, false)
                        .flatMap(ignoreResult -> Stream.of(true, false)
                                .flatMap(forgets -> IntStream.range(0, 5)
                                        .mapToObj(commits -> arguments(how, ignoreResult, forgets, commits)))));
    }

    @ParameterizedTest(name = "a task that {0}, ignoreResult {1}, broker forgets {2}, crash after commit {3}")
    @MethodSource("atomic")
    void anAtomicTaskHasItsEffectOnce(String how, boolean ignoreResult, boolean brokerForgets, int commits) {
        var payment = laptop.tasks().signature(Bank::pay, how).applyAsync(o -> o.ignoreResult(ignoreResult));

        laptop.cutPowerAfter(commits);
        laptop.deliver("apium");
        recover(brokerForgets);

        assertThat(bank.journal.kept()).hasSize(how.equals("fails") ? 0 : 1);
        switch (how) {
            case "fails" -> assertThat(sent()).containsExactly(0, 0, 0, 1);
            case "retries" -> assertThat(sent()).containsExactly(1, 1, 1, 0);
            default -> assertThat(sent()).containsExactly(1, 1, 0, 0);
        }
        if (how.equals("fails")) {
            assertThat(payment.failure().orElseThrow().message()).isEqualTo("fails");
        } else {
            assertThat(laptop.result(payment.id()).map(StoredResult::state).map(TaskState::name))
                    .isEqualTo(ignoreResult ? Optional.empty() : Optional.of("SUCCESS"));
        }
        assertNothingIsLeftToDo(payment);
    }

    @ParameterizedTest(name = "a task that {0}, ignoreResult {1}, crash after commit {3}")
    @MethodSource("atomic")
    void aDecisionIsNotRevisedThoughTheTaskWouldSucceedTheNextTime(
            String how, boolean ignoreResult, boolean brokerForgets, int commits) {
        var payment = laptop.tasks().signature(Bank::pay, how).applyAsync(o -> o.ignoreResult(ignoreResult));
        laptop.cutPowerAfter(commits);
        laptop.deliver("apium");

        bank.isWell = true;
        recover(brokerForgets);

        // The first commit is that of the state that the task tells, the second that of its decision.
        var hasFailed = how.equals("fails") && commits >= 2;
        assertThat(bank.journal.kept()).hasSize(hasFailed ? 0 : 1);
        assertThat(laptop.messages("paid")).hasSize(hasFailed ? 0 : 1);
        assertThat(payment.failed()).isEqualTo(hasFailed);
        assertNothingIsLeftToDo(payment);
    }

    static Stream<Arguments> leased() {
        return Stream.of("succeeds", "fails", "retries")
                .flatMap(how -> Stream.of(true, false)
                        .flatMap(forgets ->
                                IntStream.range(0, 5).mapToObj(commits -> arguments(how, forgets, commits))));
    }

    @ParameterizedTest(name = "a task that {0}, broker forgets {1}, crash after commit {2}")
    @MethodSource("leased")
    void aTaskThatMayRunAgainHasItsOutcomeOnce(String how, boolean brokerForgets, int commits) {
        var payment = laptop.tasks().signature(Bank::wire, how).delay();

        laptop.cutPowerAfter(commits);
        deliverAndRun();
        recover(brokerForgets);

        assertOutcomeOnce(payment, how);
        var isRepeated = commits == 1 || commits == 2;
        assertThat(bank.journal.calls()).hasSize((how.equals("retries") ? 2 : 1) + (isRepeated ? 1 : 0));
    }

    @ParameterizedTest(name = "a task that {0}, broker forgets {1}, crash after commit {2}")
    @MethodSource("leased")
    void aTaskThatMayRunOnceRunsOnce(String how, boolean brokerForgets, int commits) {
        var payment = laptop.tasks().signature(Bank::cash, how).delay();

        laptop.cutPowerAfter(commits);
        deliverAndRun();
        recover(brokerForgets);

        if (commits == 1 || commits == 2) {
            assertThat(payment.failure().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
            assertThat(sent()).containsExactly(0, 0, 0, 0);
            assertThat(bank.journal.calls()).hasSize(1);
            assertNothingIsLeftToDo(payment);
        } else {
            assertOutcomeOnce(payment, how);
            assertThat(bank.journal.calls()).hasSize(how.equals("retries") ? 2 : 1);
        }
    }

    private void assertOutcomeOnce(AsyncResult<?> payment, String how) {
        switch (how) {
            case "fails" -> assertThat(sent()).containsExactly(0, 0, 0, 1);
            case "retries" -> assertThat(sent()).containsExactly(0, 1, 1, 0);
            default -> assertThat(sent()).containsExactly(0, 1, 0, 0);
        }
        assertThat(payment.state()).isEqualTo(how.equals("fails") ? TaskState.FAILURE : TaskState.SUCCESS);
        assertNothingIsLeftToDo(payment);
    }

    @Test
    void aLeasedTaskWhoseNodeDiesBeforeItStarts() {
        var wire = laptop.tasks().signature(Bank::wire, "succeeds").delay();
        var cash = laptop.tasks().signature(Bank::cash, "succeeds").delay();
        laptop.deliver("apium");

        recover(false);

        assertThat(wire.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(cash.failure().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
        assertThat(bank.journal.calls()).hasSize(1);
    }

    @Test
    void aMessageThatIsThereAgainAfterItsCommitHasNoEffect() {
        for (var signature : List.of(
                laptop.tasks().signature(Bank::pay, "succeeds"),
                laptop.tasks().signature(Bank::wire, "succeeds"),
                laptop.tasks().signature(Bank::cash, "succeeds"))) {
            var payment = signature.delay();
            var copy = laptop.messages("apium").get(0);
            while (deliverAndRun()) {
                assertThat(payment.state()).isEqualTo(TaskState.SUCCESS);
            }
            var sent = sent();

            laptop.send("apium", copy.properties(), copy.body());
            recover(true);

            assertThat(sent()).isEqualTo(sent);
            assertNothingIsLeftToDo(payment);
        }
    }

    @Test
    void aCommitThatFailsIsTriedAgain() {
        for (int times = 1; times < 5; times++) {
            var payment = laptop.tasks().signature(Bank::overbook, times).delay();

            while (laptop.deliver("apium")) {
                assertThat(sent().get(0)).isGreaterThanOrEqualTo(times - 1);
            }
            assertThat(payment.state()).isEqualTo(TaskState.SUCCESS);
            assertThat(sent()).containsExactly(times, times, 0, 0);
        }
    }

    @Test
    void aCommitThatAlwaysFailsIsGivenUp() {
        var payment =
                laptop.tasks().signature(Bank::overbook, Integer.MAX_VALUE).delay();

        while (laptop.deliver("apium")) {
            assertThat(sent()).containsExactly(0, 0, 0, 0);
        }

        assertThat(payment.failure().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
        assertThat(payment.failure().orElseThrow().message()).contains("was delivered 5 times without an outcome");
        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(sent()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void anOutcomeIsRecordedAsSoonAsTheDatabaseIsBack() {
        for (var how : List.of("fails", "retries", "succeeds")) {
            var payment = laptop.tasks().signature(Bank::pay, how).delay();
            laptop.failCommitsAfter(1, 1);

            laptop.deliver("apium");
            assertThat(payment.state()).isEqualTo(new TaskState("COUNTING"));
            while (deliverAndRun()) {
                laptop.clock().advance(Duration.ofMinutes(3));
            }
            assertThat(payment.state()).isEqualTo(how.equals("fails") ? TaskState.FAILURE : TaskState.SUCCESS);
        }
        assertThat(sent()).containsExactly(2, 2, 1, 1);
        assertThat(bank.journal.kept()).hasSize(2);
    }
}
