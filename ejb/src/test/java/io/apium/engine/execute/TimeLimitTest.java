package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.TimeLimitExceededException;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that have failed because they take longer than they may. */
@Timeout(60)
class TimeLimitTest {

    static class Actors implements TaskHooks {

        private final Laptop laptop;
        private final Journal journal;
        private final CountDownLatch curtain = new CountDownLatch(1);

        Actors(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        private static void waitForGodot() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            journal.write("onSuccess");
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) {
            journal.write("onFailure");
        }

        @Task(name = "play", timeLimit = "PT0.05S")
        void play() throws InterruptedException {
            waitForGodot();
        }

        /** Hears nothing and nobody until the curtain falls. */
        @Task(name = "improvise", timeLimit = "PT0.05S")
        String improvise(TaskContext context, String end) {
            journal.write("improvise");
            laptop.tasks().signature(Actors::play).applyAsync(o -> o.queue("sent"));
            while (curtain.getCount() > 0) {
                Thread.onSpinWait();
            }
            return switch (end) {
                case "return" -> "done";
                case "retry" -> throw context.retry();
                case "ignore" -> throw context.ignore();
                case "checkpoint" -> {
                    assertThatThrownBy(context::checkpoint).isInstanceOf(TimeLimitExceededException.class);
                    context.checkpoint();
                    yield "not reached";
                }
                default -> throw new IllegalStateException(end);
            };
        }

        @Task(name = "improviseLeased", timeLimit = "PT0.05S", execution = AT_LEAST_ONCE)
        String improviseLeased(TaskContext context, String end) {
            return improvise(context, end);
        }

        @Task(name = "playLeased", timeLimit = "PT0.05S", execution = AT_LEAST_ONCE)
        void playLeased() throws InterruptedException {
            waitForGodot();
        }

        @Task(name = "bow", batchable = true)
        void bow() {
            journal.write("bow");
        }

        @Task(name = "dance", timeLimit = "PT0.03S")
        void dance(String id) {
            journal.write(id);
            var end = System.nanoTime() + Duration.ofMillis(30).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    private Laptop laptop = new Laptop();
    private Actors actors = laptop.add(new Actors(laptop));

    @AfterEach
    void close() {
        actors.curtain.countDown();
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
    void theLimitInterruptsToo() {
        var task = laptop.tasks().signature(Actors::play).delay();

        laptop.deliver("apium");

        assertThat(failureOf(task)).isEqualTo(TimeLimitExceededException.class.getName());
        assertThat(task.failure().orElseThrow().message())
                .isEqualTo("Task 'play' " + task.id()
                        + " has run longer than its time limit, PT0.05S; it is not tried again");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(actors.journal.kept()).containsExactly("onFailure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "throw", "retry", "ignore", "checkpoint"})
    void theLimitEndsATaskForEverybodyElseWhateverItStillDoes(String end) {
        for (var ignoreResult : new boolean[] {false, true}) {
            configure(Map.of());
            var task = laptop.tasks().signature(Actors::improvise, end).applyAsync(o -> o.ignoreResult(ignoreResult));
            var worker = Background.run(() -> laptop.deliver("apium"));

            Background.await(() -> actors.journal.kept().contains("onFailure"));
            assertThat(failureOf(task)).isEqualTo(TimeLimitExceededException.class.getName());
            var stored = laptop.result(task.id());
            assertThat(worker).isNotDone();

            actors.curtain.countDown();
            worker.join();
            laptop.clock().advance(Duration.ofHours(1));
            laptop.work();
            assertThat(laptop.result(task.id())).isEqualTo(stored);
            // On a slow machine the limit is over before the first line of the task.
            assertThat(actors.journal.calls()).containsExactlyInAnyOrder("improvise", "onFailure");
            assertThat(actors.journal.kept()).containsExactly("onFailure");
            assertThat(laptop.messages("sent")).isEmpty();
            assertThat(laptop.messages("apium")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "throw", "retry", "ignore", "checkpoint"})
    void theLimitFreesThePlaceOfALeasedTask(String end) {
        configure(Map.of("apium.worker-slots", "1"));
        var task = laptop.tasks().signature(Actors::improviseLeased, end).delay();
        var next = laptop.tasks().signature(Actors::playLeased).delay();
        laptop.deliver("apium");
        var worker = Background.run(laptop::runLeased);

        Background.await(task::ready);
        Background.await(laptop::runLeased);
        assertThat(next.ready()).isTrue();
        assertThat(worker).isNotDone();

        actors.curtain.countDown();
        worker.join();
        assertThat(failureOf(task)).isEqualTo(TimeLimitExceededException.class.getName());
        assertThat(laptop.stores().leases().findLosses(task.id(), 0).isPresent())
                .isFalse();
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(actors.journal.calls()).containsExactly("improvise", "onFailure", "onFailure");
    }

    @Test
    void theLimitFreesAPlaceOnce() {
        theLimitFreesThePlaceOfALeasedTask("return");

        var first = laptop.tasks().signature(Actors::playLeased).delay();
        var second = laptop.tasks().signature(Actors::playLeased).delay();
        laptop.deliver("apium");

        assertThat(laptop.stores().leases().findLosses(first.id(), 0).isPresent())
                .isTrue();
        assertThat(laptop.stores().leases().findLosses(second.id(), 0).isPresent())
                .isFalse();
    }

    @Test
    void neighboursOfATaskThatTakesTooLongAreDoneAgain() {
        laptop.tasks().signature(Actors::bow).delay();
        var task = laptop.tasks().signature(Actors::play).delay();

        laptop.work();

        assertThat(failureOf(task)).isEqualTo(TimeLimitExceededException.class.getName());
        assertThat(actors.journal.kept()).containsExactly("onFailure", "bow", "onSuccess");
    }

    @Test
    void aLimitThatCannotBeRecordedCountsTheNextTime() {
        var task = laptop.tasks().signature(Actors::play).delay();
        var leased = laptop.tasks().signature(Actors::playLeased).applyAsync(o -> o.queue("other"));

        laptop.failCommits(1);
        laptop.deliver("apium");
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
        laptop.deliver("apium");
        assertThat(failureOf(task)).isEqualTo(TimeLimitExceededException.class.getName());

        laptop.hurry(4);
        laptop.deliver("other");
        laptop.failCommits(1);
        laptop.runLeased();
        Background.await(leased::ready);
        assertThat(failureOf(leased)).isEqualTo(TimeLimitExceededException.class.getName());
    }

    @Test
    void theCallHasTheLastWord() {
        var sooner = laptop.tasks().signature(Actors::play).applyAsync(o -> o.timeLimit(Duration.ofMillis(10)));
        var later = laptop.tasks().signature(Actors::dance, "id").applyAsync(o -> o.timeLimit(Duration.ofMinutes(1)));

        laptop.work();

        assertThat(sooner.failure().orElseThrow().message()).contains("time limit, PT0.01S");
        assertThat(later.successful()).isTrue();
    }

    @Test
    void theConfigurationIsForTasksThatSayNothing() {
        configure(Map.of("apium.task-time-limit", "PT0.01S"));
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

        assertThat(slow.failure().orElseThrow().message()).contains("time limit, PT0.01S");
        assertThat(own.failure().orElseThrow().message()).contains("time limit, PT0.05S");
    }

    @Test
    void anEndAndALimitAtTheSameTimeAreOneOutcome() {
        for (int i = 0; i < 30; i++) {
            var id = "dance " + i;
            var task = laptop.tasks().signature(Actors::dance, id).applyAsync(o -> o.taskId(id));
            laptop.work();

            assertThat(task.ready()).isTrue();
            assertThat(actors.journal.kept().contains(id)).isEqualTo(task.successful());
        }
        assertThat(laptop.messages("DLQ")).isEmpty();
    }

    @Test
    void aThreadThatDoesNotEndIsToldAndMakesTheNodeUnhealthy() {
        laptop.hurry(50);
        var task = laptop.tasks()
                .signature(Actors::improvise, "return")
                .applyAsync(o -> o.timeLimit(Duration.ofSeconds(5)));
        var worker = Background.run(() -> laptop.deliver("apium"));
        assertThat(laptop.health().node()).isEqualTo("test@laptop");
        assertThat(laptop.health().isHealthy()).isTrue();
        assertThat(laptop.health().stuckTasks()).isEmpty();

        Background.await(() -> !laptop.health().isHealthy());
        assertThat(task.failed()).isTrue();
        assertThat(laptop.health().stuckTasks())
                .containsExactly("Task 'improvise' " + task.id() + " runs on " + Laptop.WORKER
                        + " since 2026-01-01T00:00:00Z and does not end");

        actors.curtain.countDown();
        worker.join();
        assertThat(laptop.health().stuckTasks()).isEmpty();
        assertThat(laptop.health().isHealthy()).isTrue();
    }

    @Test
    void theConfigurationSaysWithHowManyStuckTasksANodeIsHealthy() {
        configure(Map.of("apium.worker-max-stuck-tasks", "1", "apium.task-annotations.\"*\".time-limit", "PT1S"));
        laptop.hurry(50);
        laptop.tasks().signature(Actors::improvise, "return").delay();
        laptop.tasks().signature(Actors::improviseLeased, "return").applyAsync(o -> o.queue("other"));

        var worker = Background.run(() -> laptop.deliver("apium"));
        Background.await(() -> laptop.health().stuckTasks().size() == 1);
        assertThat(laptop.health().isHealthy()).isTrue();

        laptop.deliver("other");
        var another = Background.run(laptop::runLeased);
        Background.await(() -> laptop.health().stuckTasks().size() == 2);
        assertThat(laptop.health().isHealthy()).isFalse();

        actors.curtain.countDown();
        worker.join();
        another.join();
    }

    @Test
    void limitsThatCannotWorkFailTheTask() {
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "id", "apium_task", "quick"), """
                {"limits": {"soft": "PT2S", "hard": "PT1S"}}
                """);
        class Quick {
            @Task(name = "quick")
            void run() {}
        }
        laptop.add(new Quick());

        laptop.work();

        assertThat(laptop.tasks().result("id").failure().orElseThrow().message())
                .contains("softTimeLimit of task 'quick' must be less than timeLimit");
    }
}
