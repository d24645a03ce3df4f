package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Retry;
import io.apium.Task;
import io.apium.TaskAttempt;
import io.apium.TaskContext;
import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import io.apium.engine.LaptopMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task that is run again: what is stored of its attempts, what of their work, and that none is repeated. */
class RetryAttemptTest {

    static class BusyException extends Exception {
        private static final long serialVersionUID = 1L;

        BusyException() {
            super("line busy");
        }
    }

    interface Work {
        String in(TaskContext context) throws Exception;
    }

    static class Phone {

        private final Laptop laptop;
        private final List<String> calls = new ArrayList<>();
        private Work work = context -> "answered";

        Phone(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "phone.dial", queue = "phone")
        String dial(TaskContext context, String number, int rings) throws Exception {
            calls.add(context.attempt() + ": " + number + " " + rings);
            return work.in(context);
        }

        @Task(name = "phone.dialLong", queue = "phone", execution = Execution.AT_LEAST_ONCE)
        String dialLong(TaskContext context, String number) throws Exception {
            calls.add(context.attempt() + ": " + number);
            return work.in(context);
        }

        @Task(name = "phone.bill", queue = "bills")
        void bill() {}

        void bills() {
            laptop.tasks().signature(Phone::bill).delay();
        }
    }

    private final Laptop laptop = new Laptop();
    private final Phone phone = laptop.add(new Phone(laptop));
    private final Instant now = laptop.clock().instant();

    private AsyncResult<String> dial() {
        return laptop.tasks().signature(Phone::dial, "555", 3).delay();
    }

    /** Lets the task decide so, once, and then succeed. */
    private void retries(UnaryOperator<Retry> options) {
        phone.work = context -> {
            if (context.attempt() == 0) {
                throw options.apply(context.retry(new BusyException()));
            }
            return "answered";
        };
    }

    private LaptopMessage only(String queue) {
        assertThat(laptop.messages(queue)).hasSize(1);
        return laptop.messages(queue).get(0);
    }

    private void advance(int minutes) {
        laptop.clock().advance(Duration.ofMinutes(minutes));
        laptop.work();
    }

    @Test
    void isShownWithItsCauseWhileItWaits() {
        retries(retry -> retry);
        var call = dial();

        laptop.work();

        assertThat(call.state()).isEqualTo(TaskState.RETRY);
        assertThat(call.ready()).isFalse();
        assertThat(call.failure()).get().satisfies(failure -> {
            assertThat(failure).hasToString(BusyException.class.getName() + ": line busy");
            assertThat(failure.trace()).contains("RetryAttemptTest");
        });
    }

    @Test
    void isShownWithTheLastCauseItWasGiven() {
        retries(retry -> retry.because(new IllegalStateException("no line")));
        var call = dial();

        laptop.work();

        assertThat(call.failure()).get().hasToString("java.lang.IllegalStateException: no line");
    }

    @Test
    void needsNoCause() {
        phone.work = context -> {
            throw context.retry();
        };
        var call = dial();

        laptop.work();

        assertThat(call.state()).isEqualTo(TaskState.RETRY);
        assertThat(call.failure()).map(TaskFailure::type).contains(Retry.class.getName());
    }

    @Test
    void allAttemptsAreRemembered() {
        phone.work = context -> {
            laptop.clock().advance(Duration.ofSeconds(10));
            if (context.attempt() < 2) {
                throw context.retry(new IllegalStateException("busy " + context.attempt()));
            }
            return "answered";
        };
        var call = dial();
        laptop.work();
        advance(4);
        advance(4);

        assertThat(call.attempts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("failureOrNull")
                .containsExactly(
                        attempt(0, TaskState.RETRY, now, now.plusSeconds(190)),
                        attempt(1, TaskState.RETRY, now.plusSeconds(250), now.plusSeconds(440)),
                        attempt(2, TaskState.SUCCESS, now.plusSeconds(500), null));
        assertThat(call.attempts())
                .extracting(
                        attempt -> attempt.failure().map(TaskFailure::message).orElse("none"))
                .containsExactly("busy 0", "busy 1", "none");
        assertThat(call.failure()).isEmpty();
        assertThat(call.get(Duration.ZERO)).isEqualTo("answered");
    }

    private static TaskAttempt attempt(int number, TaskState state, Instant startedAt, @Nullable Instant nextAt) {
        return new TaskAttempt(number, state, Laptop.WORKER, startedAt, startedAt.plusSeconds(10), nextAt, null);
    }

    @Test
    void neitherWorkNorMessagesOfTheFailedAttemptLast() {
        phone.work = context -> {
            phone.bills();
            if (context.attempt() == 0) {
                throw context.retry();
            }
            return "answered";
        };
        dial();

        laptop.work();
        assertThat(laptop.messages("bills")).isEmpty();
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.deliver("phone");

        assertThat(laptop.messages("bills")).hasSize(1);
    }

    @Test
    void nothingIsSentBeforeTheDecisionLeavesTheTask() {
        phone.work = context -> {
            var decision = context.retry().countdown(Duration.ZERO);
            assertThat(laptop.transactions()
                            .<Integer>outside(() -> laptop.messages("phone").size()))
                    .isEqualTo(1);
            return "answered instead of " + decision.countdown();
        };
        var call = dial();

        assertThat(laptop.work()).isEqualTo(1);

        assertThat(call.get(Duration.ZERO)).isEqualTo("answered instead of Optional[PT0S]");
    }

    @Test
    void theFailedAttemptIsRedeliveredOnceAndDroppedWithoutACall() {
        retries(retry -> retry);
        dial();

        assertThat(laptop.deliver("phone")).isTrue();
        assertThat(laptop.messages("phone")).hasSize(2);
        assertThat(laptop.deliver("phone")).isTrue();

        assertThat(only("phone").properties()).containsEntry("apium_attempt", 1);
        assertThat(laptop.deliver("phone")).isFalse();
        assertThat(phone.calls).containsExactly("0: 555 3");
    }

    @Test
    void theFailedAttemptIsDroppedEvenAfterTheNextOneHasEnded() {
        retries(retry -> retry.countdown(Duration.ZERO).queue("patient"));
        var call = dial();

        laptop.deliver("phone");
        laptop.deliver("patient");
        assertThat(call.state()).isEqualTo(TaskState.SUCCESS);
        laptop.deliver("phone");

        assertThat(laptop.work()).isZero();
        assertThat(phone.calls).containsExactly("0: 555 3", "1: 555 3");
    }

    @Test
    void aCrashAfterTheDecisionDoesNotRepeatTheAttempt() {
        retries(retry -> retry);
        var call = dial();

        laptop.crash("phone");
        laptop.crash("phone");
        laptop.work();

        assertThat(phone.calls).containsExactly("0: 555 3");
        assertThat(only("phone").properties()).containsEntry("apium_attempt", 1);
        assertThat(call.attempts()).hasSize(1);
    }

    @Test
    void aCrashInALaterAttemptRepeatsThatAttempt() {
        retries(retry -> retry);
        var call = dial();
        laptop.work();
        laptop.clock().advance(Duration.ofMinutes(3));

        laptop.crash("phone");
        assertThat(call.state()).isEqualTo(TaskState.RETRY);
        laptop.work();

        assertThat(phone.calls).containsExactly("0: 555 3", "1: 555 3", "1: 555 3");
        assertThat(call.get(Duration.ZERO)).isEqualTo("answered");
    }

    @Test
    void aTaskThatIgnoresItsResultIsRetriedOnceToo() {
        retries(retry -> retry);
        laptop.tasks().signature(Phone::dial, "555", 3).applyAsync(o -> o.ignoreResult(true));

        laptop.crash("phone");
        laptop.work();
        advance(3);

        assertThat(phone.calls).containsExactly("0: 555 3", "1: 555 3");
        assertThat(laptop.messages("phone")).isEmpty();
    }

    @Test
    void isRevokedIfItExpiresWhileItWaits() {
        retries(retry -> retry);
        var call = laptop.tasks().signature(Phone::dial, "555", 3).applyAsync(o -> o.expires(Duration.ofMinutes(2)));
        laptop.work();

        advance(3);

        assertThat(phone.calls).containsExactly("0: 555 3");
        assertThat(call.state()).isEqualTo(TaskState.REVOKED);
        assertThat(call.failure()).map(TaskFailure::type).contains(TaskRevokedException.class.getName());
        assertThat(call.attempts())
                .extracting(TaskAttempt::number, TaskAttempt::state)
                .containsExactly(tuple(0, TaskState.RETRY), tuple(1, TaskState.REVOKED));
    }

    @Test
    void aLeasedTaskIsRetriedOnALeaseOfItsOwn() {
        retries(retry -> retry.countdown(Duration.ofMinutes(1)));
        var call = laptop.tasks().signature(Phone::dialLong, "555").delay();

        laptop.work();
        assertThat(call.state()).isEqualTo(TaskState.RETRY);
        assertThat(only("phone").dueAt()).isEqualTo(now.plusSeconds(60));
        advance(1);

        assertThat(phone.calls).containsExactly("0: 555", "1: 555");
        assertThat(call.get(Duration.ZERO)).isEqualTo("answered");
        assertThat(call.attempts()).hasSize(2);
    }
}
