package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskAttempt;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored of a task, and when. */
class ResultRulesTest {

    interface Work {
        @Nullable
        Object in(TaskContext context) throws Exception;
    }

    static class Lab {

        private final List<String> names = new ArrayList<>();
        private Work work = context -> 42;

        @Task(name = "lab.measure")
        @Nullable
        Object measure(TaskContext context, int probe, String unit) throws Exception {
            names.add(context.displayName());
            return work.in(context);
        }

        @Task(name = "lab.ignored", ignoreResult = true)
        @Nullable
        Object ignored(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(
                name = "lab.ignoredButErrors",
                ignoreResult = true,
                storeErrorsEvenIfIgnored = true,
                resultExpires = "P7D")
        @Nullable
        Object ignoredButErrors(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(name = "lab.tracked", trackStarted = true)
        @Nullable
        Object tracked(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(name = "lab.extended", queue = "lab", resultExtended = true, shadow = "the long test")
        @Nullable
        Object extended(TaskContext context, int probe, @Nullable List<String> units) throws Exception {
            names.add(context.displayName());
            return work.in(context);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Lab lab = laptop.add(new Lab());

    private AsyncResult<?> run(String task, Object... args) {
        var result = laptop.tasks().signature(task, args).delay();
        laptop.work();
        return result;
    }

    @Test
    void anIgnoredSuccessLeavesNothing() {
        var ignored = run("lab.ignored");

        assertThat(laptop.result(ignored.id())).isEmpty();
        assertThat(ignored.attempts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"lab.measure, true", "lab.*, true", "*, true", "lab.m?asure, true", "other.*, false"})
    void theConfigurationDecidesWhatIsIgnored(String pattern, boolean isIgnored) {
        var configured = new Laptop(Map.of("apium.task-annotations.\"" + pattern + "\".ignore-result", "true"));
        configured.add(new Lab());
        var result = configured.tasks().signature("lab.measure", 1, "g").delay();
        var wanted = configured.tasks().signature("lab.measure", 1, "g").applyAsync(o -> o.ignoreResult(false));

        configured.work();

        assertThat(configured.result(result.id()).isEmpty()).isEqualTo(isIgnored);
        assertThat(wanted.get(Duration.ZERO)).isEqualTo(42);
    }

    @Test
    void aStartIsSeenByOthersWhileTheTaskRuns() {
        var states = new ArrayList<TaskState>();
        lab.work = context -> {
            states.add(laptop.tasks().result(context.id()).state());
            assertThat(laptop.tasks().result(context.id()).attempts())
                    .containsExactly(new TaskAttempt(
                            0, TaskState.STARTED, Laptop.WORKER, laptop.clock().instant(), null, null, null));
            laptop.clock().advance(Duration.ofSeconds(5));
            return 42;
        };

        var task = run("lab.tracked");

        assertThat(states).containsExactly(TaskState.STARTED);
        assertThat(task.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.state()).isEqualTo(TaskState.SUCCESS);
            assertThat(attempt.endedAt()).contains(attempt.startedAt().plusSeconds(5));
        });
    }

    @Test
    void aStartIsNotStoredUnlessItIsAskedFor() {
        var states = new ArrayList<TaskState>();
        lab.work = context -> states.add(laptop.tasks().result(context.id()).state());

        run("lab.measure", 1, "g");

        assertThat(states).containsExactly(TaskState.PENDING);
    }

    @Test
    void aStartStaysAfterACrashAndIsReplacedByTheNext() {
        var task = laptop.tasks().signature("lab.tracked").delay();
        var now = laptop.clock().instant();

        laptop.crash("apium");
        assertThat(task.state()).isEqualTo(TaskState.STARTED);
        laptop.clock().advance(Duration.ofSeconds(5));
        laptop.work();

        assertThat(task.attempts()).extracting(TaskAttempt::startedAt).containsExactly(now.plusSeconds(5));
        assertThat(task.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void aStartThatIsStoredAlreadyAlthoughTheBrokerForgotItDoesNoHarm() {
        var task = laptop.tasks().signature("lab.tracked").delay();

        laptop.crash("apium");
        laptop.forgetDeliveries();
        laptop.work();

        assertThat(task.get(Duration.ZERO)).isEqualTo(42);
    }

    @Test
    void aTrackedTaskThatIsRunAgainIsRetryAndThenStarted() {
        lab.work = context -> {
            if (context.attempt() == 0) {
                throw context.retry();
            }
            return laptop.tasks().result(context.id()).state().name();
        };

        var task = run("lab.tracked");
        assertThat(task.state()).isEqualTo(TaskState.RETRY);
        assertThat(task.attempts()).hasSize(1);
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();

        assertThat(task.get(Duration.ZERO)).isEqualTo("STARTED");
        assertThat(task.attempts()).extracting(TaskAttempt::state).containsExactly(TaskState.RETRY, TaskState.SUCCESS);
    }

    @Test
    void anExtendedResultKeepsQueueAndArguments() {
        var byPosition = run("lab.extended", 1, List.of("g", "kg"));
        var byName =
                laptop.tasks().signature("lab.extended", 1).named("units", null).applyAsync(o -> o.queue("express"));
        laptop.work();

        assertThat(byPosition.queue()).contains("lab");
        assertThat(byPosition.args()).contains(List.of(1, List.of("g", "kg")));
        assertThat(byName.queue()).contains("express");
        assertThat(byName.args()).get().hasToString("[1, {units=null}]");
    }

    @Test
    void anExtendedResultKeepsTheArgumentsWithWhichTheTaskFailed() {
        lab.work = context -> {
            if (context.attempt() == 0) {
                throw context.retry().args(2, List.of("t")).countdown(Duration.ZERO);
            }
            throw new IllegalStateException("broken");
        };

        var task = run("lab.extended", 1, List.of("g"));

        assertThat(task.failed()).isTrue();
        assertThat(task.args()).contains(List.of(2, List.of("t")));
    }

    @Test
    void otherResultsKeepNeither() {
        var task = run("lab.measure", 1, "g");

        assertThat(task.args()).isEmpty();
        assertThat(task.queue()).isEmpty();
    }

    @Test
    void theShadowIsTheCallsOrTheTasks() {
        run("lab.extended", 1, List.of());
        run("lab.measure", 1, "g");
        laptop.tasks().signature("lab.extended", 1, null).applyAsync(o -> o.shadow("a quick one"));
        laptop.work();

        assertThat(lab.names).containsExactly("the long test", "lab.measure", "a quick one");
    }

    @Test
    void theTimesOfAnAttemptAreThoseOfTheClock() {
        var start = Instant.parse("2026-05-01T00:00:00Z");
        laptop.clock().set(start);
        lab.work = context -> {
            laptop.clock().advance(Duration.ofSeconds(5));
            return 42;
        };

        assertThat(run("lab.measure", 1, "g").attempts())
                .containsExactly(
                        new TaskAttempt(0, TaskState.SUCCESS, Laptop.WORKER, start, start.plusSeconds(5), null, null));
    }
}
