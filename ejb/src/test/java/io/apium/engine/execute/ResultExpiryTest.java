package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.ResultExpiry;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long it is remembered how a task ended. */
class ResultExpiryTest {

    interface Work {
        @Nullable
        Object in(TaskContext context) throws Exception;
    }

    static class Lab {

        private Work work = context -> 42;

        @Task(name = "lab.measure")
        @Nullable
        Object measure(TaskContext context, int probe, String unit) throws Exception {
            return work.in(context);
        }

        @Task(name = "lab.ignored", ignoreResult = true, resultExpires = "PT0S")
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

        @Task(name = "lab.short", resultExpires = "PT10M")
        @Nullable
        Object shortLived(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(name = "lab.forever", resultExpires = "PT0S")
        @Nullable
        Object forever(TaskContext context) throws Exception {
            return work.in(context);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Lab lab = laptop.add(new Lab());

    private static Object fail(TaskContext context) {
        throw new IllegalStateException("broken");
    }

    private AsyncResult<?> run(String task, Object... args) {
        var result = laptop.tasks().signature(task, args).delay();
        laptop.work();
        return result;
    }

    private StoredResult stored(AsyncResult<?> result) {
        return laptop.result(result.id()).orElseThrow();
    }

    /** {@return how long the result of the task is kept; null for ever} */
    private @Nullable Duration kept(String task, Object... args) {
        var result = stored(run(task, args));
        var expiresAt = result.expiresAt();
        return expiresAt == null ? null : Duration.between(result.endedAt(), expiresAt);
    }

    private StoredAttempt attempt(AsyncResult<?> result) {
        return laptop.stores().results().attempts(result.id()).get(0);
    }

    @Test
    void theFailureOfATaskThatIgnoresItsResultIsKeptForAnHour() {
        lab.work = ResultExpiryTest::fail;

        assertThat(kept("lab.ignored")).isEqualTo(Duration.ofHours(1));

        var ignoredByCall = laptop.tasks().signature("lab.forever").applyAsync(o -> o.ignoreResult(true));
        laptop.work();
        assertThat(stored(ignoredByCall).expiresAt())
                .isEqualTo(laptop.clock().instant().plus(Duration.ofHours(1)));
    }

    @Test
    void orAsLongAsOtherResultsIfItSaysSo() {
        lab.work = ResultExpiryTest::fail;

        assertThat(kept("lab.ignoredButErrors")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void theRetryOfATaskThatIgnoresItsResultIsKeptForAnHourAfterTheNextAttempt() {
        lab.work = context -> {
            throw context.retry().countdown(Duration.ofDays(2));
        };
        var now = laptop.clock().instant();

        assertThat(attempt(run("lab.ignored")).expiresAt()).isEqualTo(now.plus(Duration.ofHours(49)));
        assertThat(attempt(run("lab.ignoredButErrors")).expiresAt()).isEqualTo(now.plus(Duration.ofDays(9)));
        assertThat(attempt(run("lab.measure", 1, "g")).expiresAt()).isEqualTo(now.plus(Duration.ofDays(3)));
    }

    @Test
    void aResultIsKeptForADayOrAsLongAsTheTaskSays() {
        assertThat(kept("lab.measure", 1, "g")).isEqualTo(Duration.ofDays(1));
        assertThat(kept("lab.short")).isEqualTo(Duration.ofMinutes(10));
        assertThat(kept("lab.forever")).isNull();
    }

    @Test
    void aFailureIsKeptForAnHourAtLeast() {
        lab.work = ResultExpiryTest::fail;

        assertThat(kept("lab.measure", 1, "g")).isEqualTo(Duration.ofDays(1));
        assertThat(kept("lab.short")).isEqualTo(Duration.ofHours(1));
        assertThat(kept("lab.forever")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "apium.result-expires, PT5H, PT5H, PT10M",
        "apium.result-expires, PT0S, , PT10M",
        "apium.task-annotations.\"lab.*\".result-expires, PT2H, PT2H, PT2H",
        "apium.task-annotations.\"lab.short\".result-expires, PT0S, P1D, "
    })
    void theConfigurationDecidesHowLong(
            String setting, String value, @Nullable Duration measured, @Nullable Duration shortLived) {
        var configured = new Laptop(Map.of(setting, value));
        configured.add(new Lab());
        var first = configured.tasks().signature("lab.measure", 1, "g").delay();
        var second = configured.tasks().signature("lab.short").delay();
        var now = configured.clock().instant();

        configured.work();

        assertThat(configured.result(first.id()).orElseThrow().expiresAt())
                .isEqualTo(measured == null ? null : now.plus(measured));
        assertThat(configured.result(second.id()).orElseThrow().expiresAt())
                .isEqualTo(shortLived == null ? null : now.plus(shortLived));
    }

    @Test
    void whatHasExpiredIsDeleted() {
        var shortLived = run("lab.short");
        var measured = run("lab.measure", 1, "g");
        var forever = run("lab.forever");

        laptop.clock().advance(Duration.ofHours(20));
        laptop.tick();
        assertThat(shortLived.attempts()).isEmpty();
        assertThat(laptop.result(measured.id())).isPresent();
        laptop.clock().advance(Duration.ofDays(20));
        laptop.tick();

        assertThat(laptop.result(shortLived.id())).isEmpty();
        assertThat(laptop.result(measured.id())).isEmpty();
        assertThat(laptop.result(forever.id())).isPresent();
    }

    @Test
    void theApplicationsAnswerGoesBeforeTheAttribute() {
        laptop.resultExpiry((context, state) -> answer(context));

        assertThat(kept("lab.measure", 5, "g")).isEqualTo(Duration.ofDays(5));
        assertThat(kept("lab.measure", 0, "g")).isNull();
        assertThat(kept("lab.measure", -1, "g")).isEqualTo(Duration.ofDays(1));
        assertThat(kept("lab.short")).isEqualTo(Duration.ofMinutes(10));
    }

    private static Optional<Duration> answer(TaskContext context) {
        return context.args().stream()
                .limit(1)
                .map(Integer.class::cast)
                .filter(days -> days >= 0)
                .map(Duration::ofDays)
                .findFirst();
    }

    @Test
    void theApplicationIsToldTheStateAndAFailureIsKeptForAnHourAllTheSame() {
        var states = new ArrayList<TaskState>();
        laptop.resultExpiry((context, state) -> {
            states.add(state);
            return Optional.of(Duration.ofSeconds(1));
        });

        assertThat(kept("lab.measure", 1, "g")).isEqualTo(Duration.ofSeconds(1));
        lab.work = ResultExpiryTest::fail;
        assertThat(kept("lab.measure", 1, "g")).isEqualTo(Duration.ofHours(1));

        assertThat(states).containsExactly(TaskState.SUCCESS, TaskState.FAILURE);
    }

    @Test
    void anAnswerThatFailsIsNone() {
        ResultExpiry broken = (context, state) -> {
            throw new IllegalStateException("no idea");
        };
        laptop.resultExpiry(broken);

        assertThat(kept("lab.short")).isEqualTo(Duration.ofMinutes(10));
    }
}
