package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.Retry;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import io.apium.engine.LaptopMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A task that asks to be run again: when, where, and with which arguments it is. */
class RetryTest {

    /** Jackson finds nothing in it to write. */
    static class Opaque {}

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

        private final List<String> calls = new ArrayList<>();
        private Work work = context -> "answered";

        @Task(name = "phone.dial", queue = "phone")
        String dial(TaskContext context, String number, int rings) throws Exception {
            calls.add(context.attempt() + ": " + number + " " + rings);
            return work.in(context);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Phone phone = laptop.add(new Phone());
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

    /** {@return the message of the retry that a first attempt with these options leads to} */
    private LaptopMessage retryOf(UnaryOperator<Retry> options) {
        retries(options);
        dial();
        laptop.work();
        return only("phone");
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
    void waitsInTheBrokerForTheTasksDelay() {
        assertThat(retryOf(retry -> retry).dueAt()).isEqualTo(now.plus(Duration.ofMinutes(3)));

        laptop.clock().advance(Duration.ofMinutes(3).minusNanos(1));
        assertThat(laptop.work()).isZero();
        laptop.clock().advance(Duration.ofNanos(1));
        assertThat(laptop.work()).isEqualTo(1);
        assertThat(phone.calls).containsExactly("0: 555 3", "1: 555 3");
    }

    @Test
    void waitsForACountdown() {
        assertThat(retryOf(retry -> retry.eta(now).countdown(Duration.ofSeconds(7)))
                        .dueAt())
                .isEqualTo(now.plusSeconds(7));
    }

    @Test
    void aCountdownOfZeroMeansAtOnce() {
        retries(retry -> retry.countdown(Duration.ZERO));
        var call = dial();

        laptop.work();

        assertThat(call.get(Duration.ZERO)).isEqualTo("answered");
    }

    @Test
    void waitsForAnEta() {
        assertThat(retryOf(retry -> retry.countdown(Duration.ofDays(1)).eta(now.plusSeconds(9)))
                        .dueAt())
                .isEqualTo(now.plusSeconds(9));
    }

    @Test
    void anEtaInThePastMeansAtOnce() {
        retries(retry -> retry.eta(now.minusSeconds(9)));
        var call = dial();

        laptop.work();

        assertThat(call.get(Duration.ZERO)).isEqualTo("answered");
    }

    @Test
    void goesToTheQueueItIsTold() {
        retries(retry -> retry.queue("patient"));
        dial();

        laptop.work();

        assertThat(laptop.messages("phone")).isEmpty();
        assertThat(only("patient").dueAt()).isEqualTo(now.plus(Duration.ofMinutes(3)));
    }

    @Test
    void isCalledWithOtherArguments() {
        retries(retry -> retry.args("112", 1));
        dial();
        laptop.work();

        advance(3);

        assertThat(phone.calls).containsExactly("0: 555 3", "1: 112 1");
    }

    @Test
    void isCalledWithAnotherValueForOneParameter() {
        retries(retry -> retry.named("rings", 9));
        dial();
        laptop.work();

        advance(3);

        assertThat(phone.calls).containsExactly("0: 555 3", "1: 555 9");
    }

    @Test
    void replacesAnArgumentGivenByNameToo() {
        retries(retry -> retry.named("rings", 9));
        laptop.tasks().signature("phone.dial", "555").named("rings", 3).delay();
        laptop.work();

        advance(3);

        assertThat(phone.calls).containsExactly("0: 555 3", "1: 555 9");
    }

    @Test
    void isTheSameTaskWithOneAttemptMore() {
        retries(retry -> retry);
        laptop.tasks()
                .signature(Phone::dial, "555", 3)
                .applyAsync(o -> o.queue("express")
                        .priority(7)
                        .header("tenant", "7")
                        .shadow("dialling")
                        .expires(Duration.ofHours(1))
                        .maxRetries(5)
                        .timeLimit(Duration.ofMinutes(1)));
        var first = only("express");

        laptop.work();

        var second = only("express");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.priority()).isEqualTo(7);
        assertThat(first.properties()).containsEntry("apium_attempt", 0);
        assertThat(second.properties()).containsEntry("apium_attempt", 1);
        assertThat(second.properties())
                .usingRecursiveComparison()
                .ignoringFields("apium_attempt")
                .isEqualTo(first.properties());
    }

    @Test
    void keepsItsPlaceAmongTheTasksThatSentIt() {
        retries(retry -> retry);
        class Parent {
            @Task(name = "parent")
            void send() {
                laptop.tasks().signature(Phone::dial, "555", 3).applyAsync(o -> o.taskId("child"));
            }
        }
        laptop.add(new Parent());
        var parent = laptop.tasks().signature("parent").delay();

        laptop.work();

        assertThat(only("phone").properties())
                .containsEntry("apium_attempt", 1)
                .containsEntry("apium_parent", parent.id())
                .containsEntry("apium_root", parent.id());
    }

    @Test
    void isNotSwallowedByCatchingEveryException() {
        phone.work = context -> {
            try {
                throw context.retry(new BusyException());
            } catch (Exception e) {
                return "swallowed";
            }
        };
        var call = dial();

        laptop.work();

        assertThat(call.state()).isEqualTo(TaskState.RETRY);
    }

    @Test
    void isNoRetryIfTheTaskCatchesEvenErrors() {
        phone.work = context -> {
            var thrown = catchThrowable(() -> {
                throw context.retry(new BusyException());
            });
            return thrown.getClass().getSimpleName() + " swallowed";
        };
        var call = dial();

        assertThat(laptop.work()).isEqualTo(1);

        assertThat(call.get(Duration.ZERO)).isEqualTo("Retry swallowed");
        assertThat(call.attempts()).hasSize(1);
        assertThat(laptop.messages("phone")).isEmpty();
    }

    @Test
    void failsIfItsOtherArgumentsCannotBeWritten() {
        retries(retry -> retry.args("555", new Opaque()));
        var call = dial();

        assertThat(laptop.work()).isEqualTo(2);

        assertThat(call.state()).isEqualTo(TaskState.FAILURE);
        assertThat(call.failure()).map(TaskFailure::type).contains(InvalidArgumentsException.class.getName());
        assertThat(laptop.messages("phone")).isEmpty();
    }
}
