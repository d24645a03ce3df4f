package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two executions of one message: the server has rolled the first one's transaction back while it ran. */
class LateOutcomeTest {

    static class Courier implements TaskHooks {

        private final Laptop laptop;
        private final Journal journal;
        private boolean overtaken;

        Courier(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        /** Comes too late the first time, and another execution has ended meanwhile if it is to be overtaken. */
        private boolean dawdle(TaskContext context) {
            var isFirst =
                    context.attempt() == 0 && !context.delivery().orElseThrow().redelivered();
            if (isFirst) {
                journal.write("late");
                send("late");
                laptop.timeOut();
                if (overtaken) {
                    assertThat(laptop.transactions().<Boolean>outside(() -> laptop.deliver("apium")))
                            .isTrue();
                }
            } else {
                journal.write("in time");
                send("in time");
            }
            return isFirst;
        }

        private void send(String what) {
            laptop.tasks().signature("sent", what).applyAsync(o -> o.queue("sent"));
        }

        private static String end(TaskContext context, String how, String value) {
            return switch (how) {
                case "return" -> value;
                case "retry" -> {
                    if (context.attempt() > 0) {
                        yield value + " at last";
                    }
                    throw context.retry().countdown(Duration.ZERO);
                }
                case "ignore" -> throw context.ignore();
                case "reject" -> throw context.reject("not at home");
                default -> throw new IllegalStateException(value);
            };
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            journal.write("onSuccess " + value);
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) {
            journal.write("onFailure " + cause.getMessage());
        }

        @Task(name = "deliver")
        String deliver(TaskContext context, String late, String inTime) {
            return dawdle(context) ? end(context, late, "late") : end(context, inTime, "in time");
        }

        @Task(name = "deliverUnheard", ignoreResult = true)
        String deliverUnheard(TaskContext context, String late, String inTime) {
            return deliver(context, late, inTime);
        }

        @Task(name = "track")
        void track(TaskContext context) {
            if (dawdle(context)) {
                context.updateState("LOST", null);
            } else {
                throw context.retry();
            }
        }

        @Task(name = "wave", batchable = true)
        void wave() {
            journal.write("wave");
        }
    }

    private final Laptop laptop = new Laptop();
    private final Courier courier = laptop.add(new Courier(laptop));

    private AsyncResult<String> send(String late, String inTime) {
        return laptop.tasks().signature(Courier::deliver, late, inTime).delay();
    }

    private void assertOnlyTheSecondCounts(AsyncResult<?> parcel, String inTime) {
        switch (inTime) {
            case "return" -> {
                assertThat(parcel.get(Duration.ZERO)).isEqualTo("in time");
                assertThat(courier.journal.kept()).containsExactly("in time", "onSuccess in time");
            }
            case "retry" -> {
                assertThat(parcel.get(Duration.ZERO)).isEqualTo("in time at last");
                assertThat(courier.journal.kept()).containsExactly("in time", "onSuccess in time at last");
            }
            default -> {
                assertThat(parcel.failure().orElseThrow().message()).isEqualTo("in time");
                assertThat(courier.journal.kept()).containsExactly("onFailure in time");
            }
        }
        assertThat(courier.journal.calls()).containsOnlyOnce("late").doesNotContain("onSuccess late", "onFailure late");
        assertThat(laptop.messages("sent"))
                .extracting(message -> String.valueOf(message.body()))
                .allMatch(body -> body.contains("in time"))
                .hasSize(inTime.equals("throw") ? 0 : 1);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    static Stream<Arguments> ends() {
        return Stream.of("return", "throw", "retry", "ignore", "reject")
                .flatMap(late -> Stream.of("return", "throw", "retry").map(inTime -> arguments(late, inTime)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theOutcomeOfASecondDeliveryCounts(String late, String inTime) {
        var parcel = send(late, inTime);

        laptop.deliver("apium");
        assertThat(parcel.state()).isEqualTo(TaskState.PENDING);
        assertThat(parcel.attempts()).isEmpty();
        assertThat(laptop.messages("apium")).hasSize(1);

        laptop.deliver("apium");
        while (laptop.deliver("apium")) {
            assertThat(courier.journal.calls()).contains("in time");
        }
        assertOnlyTheSecondCounts(parcel, inTime);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void theOutcomeOfASecondDeliveryCountsThoughItEndsFirst(String late, String inTime) {
        courier.overtaken = true;
        var parcel = send(late, inTime);

        while (laptop.deliver("apium")) {
            assertThat(courier.journal.calls()).contains("in time");
        }
        assertOnlyTheSecondCounts(parcel, inTime);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aLateOutcomeLosesThoughNoValueIsStored(String late, String inTime) {
        courier.overtaken = true;
        laptop.tasks().signature(Courier::deliverUnheard, late, inTime).delay();

        while (laptop.deliver("apium")) {
            assertThat(courier.journal.calls()).contains("in time");
        }
        assertThat(courier.journal.kept()).doesNotContain("late").hasSize(inTime.equals("throw") ? 1 : 2);
        assertThat(laptop.messages("sent")).hasSize(inTime.equals("throw") ? 0 : 1);
    }

    @Test
    void whatALateExecutionTellsOfItselfDoesNotHideTheOutcome() {
        courier.overtaken = true;
        var parcel = laptop.tasks().signature(Courier::track).delay();

        laptop.deliver("apium");

        assertThat(parcel.state()).isEqualTo(TaskState.RETRY);
    }

    @Test
    void neighboursOfALateTaskAreDoneAgain() {
        laptop.tasks().signature(Courier::wave).delay();
        var parcel = send("return", "return");

        laptop.work();

        assertThat(courier.journal.calls().stream().filter("wave"::equals)).hasSize(2);
        assertThat(courier.journal.kept()).containsOnlyOnce("wave");
        assertThat(parcel.get(Duration.ZERO)).isEqualTo("in time");
    }

    static Stream<Arguments> pairs() {
        return Stream.of("return", "throw", "retry")
                .flatMap(first -> Stream.of("return", "throw", "retry").map(second -> arguments(first, second)));
    }

    static class Twin {

        private final Laptop laptop;
        private final Journal journal;
        private String how = "return";

        Twin(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        @Task(name = "twin")
        String run(TaskContext context) {
            journal.write("run");
            laptop.tasks().signature("sent").applyAsync(o -> o.queue("sent"));
            if (how.equals("retry") && context.attempt() == 0) {
                throw context.retry().countdown(Duration.ofMinutes(1));
            }
            return Courier.end(context, how, how);
        }
    }

    static class Clerk implements TaskHooks {

        private final Laptop laptop;
        private final Journal journal;
        private @Nullable Object t1;
        private boolean isOvertaken;

        Clerk(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        @Task(name = "file")
        void file() {
            journal.write("file");
        }

        @Task(name = "ask", ignoreResult = true)
        void ask(TaskContext context) {
            journal.write("ask");
            if (t1 == null) {
                t1 = laptop.transactions().current().orElseThrow();
                throw context.retry().countdown(Duration.ZERO);
            }
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            if (context.name().equals("file")
                    && !context.delivery().orElseThrow().redelivered()) {
                laptop.timeOut();
            }
        }

        @Override
        public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
            laptop.timeOut(Objects.requireNonNull(t1));
            if (!isOvertaken) {
                isOvertaken = true;
                assertThat(laptop.transactions().<Boolean>outside(() -> laptop.deliver("apium")))
                        .isTrue();
            }
        }
    }

    @Test
    void aSuccessIsNotStoredIfItsTransactionEndsWhileAHookIsTold() {
        var clerk = laptop.add(new Clerk(laptop));
        var task = laptop.tasks().signature(Clerk::file).delay();

        laptop.deliver("apium");
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        assertThat(clerk.journal.kept()).isEmpty();

        laptop.deliver("apium");
        assertThat(task.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(clerk.journal.kept()).containsExactly("file");
    }

    @Test
    void aRetryIsNotStoredIfTheTransactionOfTheWorkEndsWhileAHookIsTold() {
        var clerk = laptop.add(new Clerk(laptop));
        laptop.tasks().signature(Clerk::ask).delay();

        laptop.work();

        assertThat(clerk.journal.kept()).containsExactly("ask");
        assertThat(clerk.journal.calls()).hasSize(2);
    }

    /** The message is there twice, and nothing says so. */
    @ParameterizedTest
    @MethodSource("pairs")
    void twoExecutionsOfOneAttemptHaveOneEffect(String first, String second) {
        var twin = laptop.add(new Twin(laptop));
        var task = laptop.tasks().signature(Twin::run).delay();
        var copy = laptop.messages("apium").get(0);
        twin.how = first;
        laptop.deliver("apium");
        var state = task.state();

        laptop.send("apium", copy.properties(), copy.body());
        twin.how = second;
        while (laptop.deliver("apium")) {
            assertThat(twin.journal.calls()).isNotEmpty();
        }
        assertThat(twin.journal.calls()).hasSize(2);
        twin.how = "return";
        laptop.clock().advance(Duration.ofMinutes(1));
        while (laptop.deliver("apium")) {
            assertThat(task.ready()).isTrue();
        }

        assertThat(task.state()).isEqualTo(first.equals("retry") ? TaskState.SUCCESS : state);
        assertThat(twin.journal.kept()).hasSize(first.equals("throw") ? 0 : 1);
        assertThat(laptop.messages("sent")).hasSize(first.equals("throw") ? 0 : 1);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
        assertThat(laptop.messages("DLQ")).isEmpty();
    }
}
