package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.engine.Laptop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task must not wait for another, which may need the place that it occupies. */
class JoinGuardTest {

    interface Work {
        @Nullable
        Object in(TaskContext context) throws Exception;
    }

    static class Kitchen {

        private Work work = context -> null;

        @Task(name = "cook", queue = "kitchen")
        @Nullable
        Object cook(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(name = "roast", queue = "kitchen", execution = Execution.AT_LEAST_ONCE)
        @Nullable
        Object roast(TaskContext context) throws Exception {
            return work.in(context);
        }

        @Task(name = "chop", queue = "kitchen")
        String chop() {
            return "chopped";
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Laptop laptop = new Laptop();
    private final Kitchen kitchen = laptop.add(new Kitchen());
    private final AsyncResult<String> chopped = chop();

    private AsyncResult<String> chop() {
        var result = laptop.tasks().signature(Kitchen::chop).delay();
        laptop.work();
        return result;
    }

    private AsyncResult<Object> run(String task, Work work) {
        kitchen.work = work;
        var result = laptop.tasks().signature(task).delay();
        laptop.work();
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cook", "roast"})
    void waitingInsideATaskIsRefused(String task) {
        var result = run(task, context -> {
            for (var thrown : List.of(catchThrowable(chopped::get), catchThrowable(() -> chopped.get(AT_ONCE)))) {
                assertThat(thrown)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(chopped.id())
                        .hasMessageContaining("TaskContext.allowJoin");
            }
            return "cooked";
        });

        assertThat(result.get(AT_ONCE)).isEqualTo("cooked");
    }

    @Test
    void lookingInsideATaskIsFine() {
        var result = run("cook", context -> chopped.ready() && chopped.successful() && !chopped.isAborted());

        assertThat(result.get(AT_ONCE)).isEqualTo(true);
    }

    @Test
    void waitingIsPossibleWhereTheTaskAllowsIt() {
        var result = run("cook", context -> {
            var value = context.allowJoin(() -> chopped.get());
            assertThatThrownBy(chopped::get).isInstanceOf(IllegalStateException.class);
            var nested = context.allowJoin(() -> {
                laptop.context().allowJoin(() -> chopped.get(AT_ONCE));
                return chopped.get(AT_ONCE);
            });
            assertThatThrownBy(chopped::get).isInstanceOf(IllegalStateException.class);
            return value + " " + nested;
        });

        assertThat(result.get(AT_ONCE)).isEqualTo("chopped chopped");
    }

    @Test
    void waitingIsRefusedAgainAfterWhatWasAllowedHasFailed() {
        var result = run("cook", context -> {
            assertThatThrownBy(() -> context.allowJoin(() -> {
                        throw new IOException("cut");
                    }))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(chopped::get).isInstanceOf(IllegalStateException.class);
            return "cooked";
        });

        assertThat(result.get(AT_ONCE)).isEqualTo("cooked");
    }

    @Test
    void waitingIsRefusedInHooksToo() {
        var thrown = new ArrayList<Throwable>();
        class Sous implements TaskHooks {
            @Task(name = "assist")
            void assist() {}

            @Override
            public void beforeStart(TaskContext context) {
                thrown.add(catchThrowable(chopped::get));
            }

            @Override
            public void onSuccess(TaskContext context, @Nullable Object value) throws Exception {
                thrown.add(catchThrowable(chopped::get));
                assertThat(context.allowJoin(() -> chopped.get())).isEqualTo("chopped");
            }
        }
        laptop.add(new Sous());
        var result = laptop.tasks().signature("assist").delay();

        laptop.work();

        assertThat(thrown).hasSize(2).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(result.successful()).isTrue();
    }

    @Test
    void theThreadMayWaitAgainAfterATaskHoweverItEnded() {
        run("cook", context -> {
            throw new IllegalStateException("burnt");
        });
        run("cook", context -> {
            throw context.retry();
        });
        run("roast", context -> "roasted");

        assertThat(chopped.get()).isEqualTo("chopped");
        assertThat(chop().get()).isEqualTo("chopped");
    }

    @Test
    void aTaskMayReadWhatItCalledItself() {
        var result = run(
                "cook",
                context -> laptop.tasks().signature(Kitchen::chop).apply().get());

        assertThat(result.get(AT_ONCE)).isEqualTo("chopped");
    }

    @Test
    void aTaskCalledInsideATaskMustNotWaitEither() {
        class Guest {
            @Task(name = "eat")
            String eat() {
                return String.valueOf(chopped.get(AT_ONCE));
            }
        }
        laptop.add(new Guest());

        var refused =
                run("cook", context -> laptop.tasks().signature(Guest::eat).call());

        assertThat(refused.failure())
                .get()
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(IllegalStateException.class.getName()));
        assertThat(laptop.tasks().signature(Guest::eat).call()).isEqualTo("chopped");
    }
}
