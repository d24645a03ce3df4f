package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.MaxRetriesExceededException;
import io.apium.Reject;
import io.apium.Retry;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailedException;
import io.apium.TaskFailure;
import io.apium.TaskRejectedException;
import io.apium.TaskState;
import io.apium.canvas.Signature;
import io.apium.engine.Laptop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code apply} and {@code call} of tasks that decide about themselves: there is no queue to go back to. */
class LocalDecisionTest {

    interface Work {
        String in(TaskContext context) throws Exception;
    }

    static class Phone {

        private final List<String> calls = new ArrayList<>();
        private Work work = context -> "answered";

        @Task(name = "dial", autoRetryFor = InterruptedException.class)
        String dial(TaskContext context, String number) throws Exception {
            calls.add(context.attempt() + ": " + number + " " + context.id());
            return work.in(context);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Phone phone = laptop.add(new Phone());

    @AfterEach
    void leavesNoTrace() {
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
        assertThat(laptop.result("mine")).isEmpty();
        assertThat(laptop.stores().results().attempts("mine")).isEmpty();
    }

    private Signature<String> dial() {
        return laptop.tasks().signature(Phone::dial, "555").set(o -> o.taskId("mine"));
    }

    @Test
    void applyRunsTheTaskAgainAtOnce() {
        phone.work = context -> {
            if (context.attempt() < 2) {
                throw context.retry(new IOException("busy")).countdown(Duration.ofDays(1));
            }
            return "answered";
        };

        var result = dial().apply();

        assertThat(phone.calls).containsExactly("0: 555 mine", "1: 555 mine", "2: 555 mine");
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.get()).isEqualTo("answered");
    }

    @Test
    void applyRunsItAgainWithOtherArguments() {
        phone.work = context -> switch (context.attempt()) {
            case 0 -> throw context.retry().args("112");
            case 1 -> throw context.retry().named("number", "911");
            default -> "answered";
        };

        dial().apply();

        assertThat(phone.calls).containsExactly("0: 555 mine", "1: 112 mine", "2: 911 mine");
    }

    @Test
    void applyRunsItAgainByItself() {
        phone.work = context -> {
            if (context.attempt() == 0) {
                throw new InterruptedException("busy");
            }
            return "answered";
        };

        assertThat(dial().apply().get()).isEqualTo("answered");
        assertThat(phone.calls).hasSize(2);
    }

    @Test
    void applyFailsAfterTheLastRetry() {
        phone.work = context -> {
            throw context.retry(new IOException("busy " + context.attempt()));
        };

        var result = dial().set(o -> o.maxRetries(2)).apply();

        assertThat(phone.calls).hasSize(3);
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure()).get().hasToString("java.io.IOException: busy 2");
        assertThat(catchThrowable(result::get))
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void applyFailsAfterTheLastRetryWithoutCause() {
        phone.work = context -> {
            throw context.retry();
        };

        var result = dial().apply();

        assertThat(phone.calls).hasSize(4);
        assertThat(result.failure()).map(TaskFailure::type).contains(MaxRetriesExceededException.class.getName());
    }

    @Test
    void applyFailsIfTheTaskRefusesItsMessageOrGivesItBack() {
        phone.work = context -> {
            throw context.reject("no such number");
        };
        var refused = dial().apply();

        phone.work = context -> {
            throw context.reject("busy").requeue();
        };
        var givenBack = dial().apply();

        assertThat(phone.calls).hasSize(2);
        for (var result : List.of(refused, givenBack)) {
            assertThat(result.state()).isEqualTo(TaskState.FAILURE);
            assertThat(result.failure()).map(TaskFailure::type).contains(TaskRejectedException.class.getName());
        }
        assertThat(refused.failure().orElseThrow().message()).contains("no such number");
        assertThat(givenBack.failure().orElseThrow().message()).contains("busy");
    }

    @Test
    void aTaskThatEndsWithoutAResultHasNone() {
        phone.work = context -> {
            throw context.ignore();
        };

        assertThat(dial().call()).isNull();
        var result = dial().apply();
        assertThat(result.state()).isEqualTo(TaskState.IGNORED);
        assertThat(result.ready()).isTrue();
        assertThat(result.successful()).isFalse();
        assertThat(result.failed()).isFalse();
        assertThat(result.get()).isNull();
        assertThat(result.toCompletableFuture()).isCompletedWithValue(null);
    }

    @Test
    void callRunsTheTaskOnceAndThrowsWhyItShouldRunAgain() {
        phone.work = context -> {
            throw context.retry(new IllegalStateException("busy"));
        };
        assertThatThrownBy(() -> dial().call())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("busy");

        phone.work = context -> {
            throw context.retry(new IOException("busy"));
        };
        assertThatThrownBy(() -> dial().call())
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(IOException.class);

        phone.work = context -> {
            throw context.retry();
        };
        assertThatThrownBy(() -> dial().call()).isInstanceOf(Retry.class);
        assertThat(phone.calls).hasSize(3);
    }

    @Test
    void callDoesNotRunTheTaskAgainByItself() {
        phone.work = context -> {
            throw new InterruptedException("busy");
        };

        assertThatThrownBy(() -> dial().call())
                .isInstanceOf(TaskFailedException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(phone.calls).hasSize(1);
    }

    @Test
    void callThrowsARefusalAsItIs() {
        phone.work = context -> {
            throw context.reject("no such number");
        };

        assertThatThrownBy(() -> dial().call()).isInstanceOf(Reject.class).hasMessage("no such number");
    }
}
