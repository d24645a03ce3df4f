package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.SoftTimeLimitExceededException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that are asked to end because they take longer than they should. */
@Timeout(60)
class SoftTimeLimitTest {

    static class Actors implements TaskHooks {

        private final Journal journal;

        Actors(Laptop laptop) {
            this.journal = new Journal(laptop);
        }

        private static void waitForGodot() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        private void tell(String what) {
            journal.write(what + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            tell("onSuccess");
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) {
            tell("onFailure");
        }

        @Task(name = "wait", softTimeLimit = "PT0.05S")
        void await() throws InterruptedException {
            waitForGodot();
        }

        @Task(name = "waitLeased", softTimeLimit = "PT0.05S", execution = AT_LEAST_ONCE)
        void awaitLeased() throws InterruptedException {
            waitForGodot();
        }

        @Task(
                name = "waitAgain",
                softTimeLimit = "PT0.05S",
                autoRetryFor = SoftTimeLimitExceededException.class,
                maxRetries = 1)
        void awaitAgain() throws InterruptedException {
            waitForGodot();
        }

        @Task(name = "end", softTimeLimit = "PT0.05S")
        String end(String how) {
            var interruption = catchThrowable(Actors::waitForGodot);
            return switch (how) {
                case "returns" -> "tidied up";
                case "wraps" -> throw new IllegalStateException("cannot play", interruption);
                default -> throw new IllegalStateException("cannot play");
            };
        }

        @Task(name = "applaud")
        String applaud(List<String> ends) {
            return "all " + ends;
        }

        @Task(name = "rehearse", softTimeLimit = "PT0.05S", timeLimit = "PT50S")
        String rehearse(TaskContext context) {
            context.checkpoint();
            var thrown = 0;
            while (thrown == 0) {
                thrown += catchThrowable(context::checkpoint) instanceof SoftTimeLimitExceededException ? 1 : 0;
            }
            context.checkpoint();
            return "stopped " + thrown + (Thread.currentThread().isInterrupted() ? ", interrupted" : "");
        }

        @Task(name = "play", softTimeLimit = "PT0.05S", timeLimit = "PT50S")
        void play() throws InterruptedException {
            waitForGodot();
        }

        @Task(name = "bow")
        void bow() {}
    }

    private Laptop laptop = new Laptop();
    private Actors actors = laptop.add(new Actors(laptop));

    @AfterEach
    void close() {
        laptop.close();
    }

    private void configure(Map<String, String> settings) {
        laptop.close();
        laptop = new Laptop(settings);
        actors = laptop.add(new Actors(laptop));
    }

    private static String failureOf(AsyncResult<?> task) {
        return task.failure().orElseThrow().type();
    }

    @Test
    void theSoftLimitInterruptsATaskThatWaits() {
        var task = laptop.tasks().signature(Actors::await).delay();

        laptop.deliver("apium");

        assertThat(failureOf(task)).isEqualTo(SoftTimeLimitExceededException.class.getName());
        assertThat(task.failure().orElseThrow().message())
                .isEqualTo("Task 'wait' " + task.id() + " has run longer than its soft time limit, PT0.05S");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(actors.journal.kept()).containsExactly("onFailure");
    }

    @Test
    void theSoftLimitInterruptsALeasedTaskThatWaits() {
        var task = laptop.tasks().signature(Actors::awaitLeased).delay();

        laptop.work();

        assertThat(failureOf(task)).isEqualTo(SoftTimeLimitExceededException.class.getName());
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void theSoftLimitIsAFailureLikeOthers() {
        var task = laptop.tasks().signature(Actors::awaitAgain).delay();

        laptop.work();
        assertThat(task.state()).isEqualTo(TaskState.RETRY);
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();

        assertThat(task.attempts()).hasSize(2);
        assertThat(failureOf(task)).isEqualTo(SoftTimeLimitExceededException.class.getName());
    }

    @Test
    void aTaskMayCatchTheInterruption() {
        var returning = laptop.tasks().signature(Actors::end, "returns").delay();
        var wrapping = laptop.tasks().signature(Actors::end, "wraps").delay();
        var throwing = laptop.tasks().signature(Actors::end, "throws").delay();

        laptop.work();

        assertThat(returning.get(Duration.ZERO)).isEqualTo("tidied up");
        assertThat(failureOf(wrapping)).isEqualTo(SoftTimeLimitExceededException.class.getName());
        assertThat(wrapping.failure().orElseThrow().trace()).contains("cannot play");
        assertThat(failureOf(throwing)).isEqualTo(IllegalStateException.class.getName());
    }

    @Test
    void aMemberOfAChordThatCatchesTheInterruptionHasSucceeded() {
        var chord = laptop.tasks()
                .group(List.of("returns", "returns"), Actors::end)
                .join(Actors::applaud)
                .delay();

        laptop.work();

        assertThat(chord.get(Duration.ZERO)).isEqualTo("all [tidied up, tidied up]");
        assertThat(actors.journal.kept()).doesNotContain("onFailure");
    }

    @Test
    void aCheckpointThrowsOnceAndTheInterruptionEndsWithTheTask() {
        var task = laptop.tasks().signature(Actors::rehearse).delay();

        laptop.deliver("apium");

        assertThat(Thread.interrupted()).isFalse();
        assertThat(task.get(Duration.ZERO)).isEqualTo("stopped 1, interrupted");
        assertThat(actors.journal.kept()).containsExactly("onSuccess");
    }

    @Test
    void aTaskThatEndsInTimeIsNotInterruptedLater() throws InterruptedException {
        var task = laptop.tasks()
                .signature(Actors::bow)
                .applyAsync(o -> o.softTimeLimit(Duration.ofMillis(50)).timeLimit(Duration.ofMillis(60)));

        laptop.deliver("apium");

        assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(task.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void theCallHasTheLastWord() {
        var sooner = laptop.tasks().signature(Actors::play).applyAsync(o -> o.softTimeLimit(Duration.ofMillis(10)));
        var later = laptop.tasks().signature(Actors::rehearse).applyAsync(o -> o.softTimeLimit(Duration.ofMillis(70)));

        laptop.work();

        assertThat(sooner.failure().orElseThrow().message()).contains("soft time limit, PT0.01S");
        assertThat(later.successful()).isTrue();
    }

    @Test
    void theConfigurationIsForTasksThatSayNothing() {
        configure(Map.of("apium.task-soft-time-limit", "PT0.01S"));
        class Slow {
            @Task(name = "slow")
            void run() throws InterruptedException {
                Actors.waitForGodot();
            }
        }
        laptop.add(new Slow());
        var slow = laptop.tasks().signature("slow").delay();
        var own = laptop.tasks().signature(Actors::play).delay();

        laptop.work();

        assertThat(slow.failure().orElseThrow().message()).contains("soft time limit, PT0.01S");
        assertThat(own.failure().orElseThrow().message()).contains("soft time limit, PT0.05S");
    }
}
