package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.TransactionRefusedException;
import io.apium.canvas.Canvas;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a task whose bean throws something when it is told of it. */
class FailingHooksTest {

    interface Action {
        void run() throws Exception;
    }

    interface Work {
        String in(TaskContext context) throws Exception;
    }

    static class Bakery implements TaskHooks {

        private final Laptop laptop;
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final Map<String, Action> actions = new HashMap<>();
        private Work work = context -> "bread";

        Bakery(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "bake", queue = "oven", maxRetries = 1)
        String bake(TaskContext context, int loaves) throws Exception {
            tell("bake");
            return work.in(context);
        }

        @Task(name = "bakeSlowly", queue = "oven", execution = Execution.AT_LEAST_ONCE)
        String bakeSlowly(TaskContext context) throws Exception {
            tell("bake");
            return work.in(context);
        }

        @Task(name = "smell", queue = "oven", dontRollbackOn = IOException.class)
        String smell(TaskContext context) throws Exception {
            tell("bake");
            send("smoke");
            return work.in(context);
        }

        @Task(name = "note", queue = "notes")
        void note(String text) {}

        @Override
        public void beforeStart(TaskContext context) throws Exception {
            tell("beforeStart");
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) throws Exception {
            tell("onSuccess " + value);
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) throws Exception {
            tell("onFailure " + cause.getMessage());
        }

        @Override
        public void onRetry(TaskContext context, Throwable cause, Instant nextAt) throws Exception {
            tell("onRetry " + cause.getMessage() + " " + nextAt);
        }

        @Override
        public void onReplace(TaskContext context, Canvas<?> canvas) throws Exception {
            tell("onReplace " + canvas);
        }

        @Override
        public void afterReturn(TaskContext context, TaskState state) throws Exception {
            tell("afterReturn " + state);
        }

        private void tell(String what) throws Exception {
            told.add(what);
            var action = actions.get(what.split(" ", -1)[0]);
            if (action != null) {
                action.run();
            }
        }

        void send(String text) {
            laptop.tasks().signature("note", text).delay();
        }
    }

    private final Laptop laptop = new Laptop();
    private final Bakery bakery = laptop.add(new Bakery(laptop));

    private AsyncResult<String> bake() {
        return laptop.tasks().signature(Bakery::bake, 3).delay();
    }

    private void on(String hook, Action action) {
        bakery.actions.put(hook, action);
    }

    private void failing(Exception exception) {
        bakery.work = context -> {
            throw exception;
        };
    }

    private static Action throwing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    @Test
    void aTaskWhoseStartFailsFailsWithoutACall() {
        on("beforeStart", throwing("oven cold"));
        var task = bake();

        laptop.work();

        assertThat(bakery.told).containsExactly("beforeStart", "onFailure oven cold", "afterReturn FAILURE");
        assertThat(task.failure()).get().hasToString("java.lang.IllegalStateException: oven cold");
    }

    @Test
    void aTaskWhoseSuccessCannotBeToldFailsAndIsRolledBack() {
        for (var hook : List.of("onSuccess", "afterReturn")) {
            bakery.told.clear();
            on("bake", () -> bakery.send("sell"));
            on(hook, () -> {
                bakery.actions.remove(hook);
                bakery.send("advertise");
                throw new IllegalStateException("shop closed");
            });
            var task = bake();

            laptop.work();

            assertThat(task.failure()).get().hasToString("java.lang.IllegalStateException: shop closed");
            assertThat(bakery.told)
                    .startsWith("beforeStart", "bake", "onSuccess bread")
                    .endsWith("onFailure shop closed", "afterReturn FAILURE");
            assertThat(bakery.told).filteredOn("bake"::equals).hasSize(1);
            assertThat(laptop.messages("notes")).isEmpty();
        }
    }

    @Test
    void aTaskWhoseReplacementCannotBeToldFailsAndNothingTakesItsPlace() {
        bakery.work = context -> {
            throw context.replace(laptop.tasks().signature("note", "buy bread"));
        };
        on("onReplace", () -> {
            bakery.send("apologize");
            throw new IllegalStateException("shop closed");
        });
        for (var signature : List.of(
                laptop.tasks().signature(Bakery::bake, 3), laptop.tasks().signature(Bakery::bakeSlowly))) {
            bakery.told.clear();
            var task = signature.delay();
            laptop.work();

            assertThat(task.failure()).get().hasToString("java.lang.IllegalStateException: shop closed");
            assertThat(bakery.told)
                    .containsExactly(
                            "beforeStart",
                            "bake",
                            "onReplace note(\"buy bread\")",
                            "onFailure shop closed",
                            "afterReturn FAILURE");
            assertThat(laptop.messages("notes")).isEmpty();
        }
    }

    @Test
    void aFailureStaysAlthoughItCannotBeTold() {
        for (var hook : List.of("onFailure", "afterReturn")) {
            bakery.told.clear();
            bakery.actions.clear();
            failing(new IOException("no flour"));
            on(hook, () -> {
                bakery.send("apologize");
                throw new IllegalStateException("shop closed");
            });
            var task = bake();

            laptop.work();

            assertThat(task.failure()).get().hasToString("java.io.IOException: no flour");
            assertThat(laptop.messages("notes")).isEmpty();
            assertThat(bakery.told)
                    .filteredOn(what -> what.startsWith("onFailure"))
                    .containsExactly("onFailure no flour");
        }
    }

    @Test
    void aRetryStaysAlthoughItCannotBeTold() {
        bakery.work = context -> {
            throw context.retry();
        };
        on("onRetry", () -> {
            bakery.send("wait");
            throw new IllegalStateException("shop closed");
        });
        var task = bake();

        laptop.work();

        assertThat(task.state()).isEqualTo(TaskState.RETRY);
        assertThat(laptop.messages("oven")).hasSize(1);
        assertThat(laptop.messages("notes")).isEmpty();
        assertThat(bakery.told).filteredOn("bake"::equals).hasSize(1);
    }

    @Test
    void aFailureThatKeepsItsWorkStaysAlthoughItCannotBeTold() {
        failing(new IOException("smoke"));
        on("onFailure", throwing("shop closed"));
        var task = laptop.tasks().signature(Bakery::smell).delay();

        laptop.work();

        assertThat(task.failure()).get().hasToString("java.io.IOException: smoke");
        assertThat(bakery.told).filteredOn("bake"::equals).hasSize(1);
    }

    @Test
    void aHookThatMarksItsTransactionForRollbackHasFailed() {
        on("onSuccess", () -> laptop.transactions().setRollbackOnly());
        var task = bake();

        laptop.work();

        assertThat(bakery.told).filteredOn("bake"::equals).hasSize(1);
        assertThat(task.state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void anOutcomeStaysAlthoughAHookMarksItsTransactionForRollback() {
        failing(new IOException("no flour"));
        on("onFailure", () -> laptop.transactions().setRollbackOnly());
        var task = bake();

        laptop.work();

        assertThat(bakery.told).filteredOn("bake"::equals).hasSize(1);
        assertThat(task.failure()).get().hasToString("java.io.IOException: no flour");
    }

    @Test
    void aLeasedTaskWhoseSuccessCannotBeToldFails() {
        on("onSuccess", throwing("shop closed"));
        var task = laptop.tasks().signature(Bakery::bakeSlowly).delay();

        laptop.work();

        assertThat(task.failure()).get().hasToString("java.lang.IllegalStateException: shop closed");
        assertThat(bakery.told).endsWith("onSuccess bread", "onFailure shop closed", "afterReturn FAILURE");
    }

    @Test
    void theFailureOfALeasedTaskStaysAlthoughWhatItsHookWroteCanNeverBeCommitted() {
        failing(new IOException("no flour"));
        on("onFailure", () -> laptop.failCommits(1));
        var task = laptop.tasks().signature(Bakery::bakeSlowly).delay();

        laptop.hurry(1000);
        laptop.work();

        Background.await(task::ready);
        assertThat(task.failure()).get().hasToString("java.io.IOException: no flour");
        assertThat(bakery.told).filteredOn("bake"::equals).hasSize(1);
    }

    @Test
    void aLeasedTaskFailsIfItsSuccessCanNeverBeCommittedWithWhatItsHookWrote() {
        on("onSuccess", () -> laptop.failCommits(1));
        var task = laptop.tasks().signature(Bakery::bakeSlowly).delay();

        laptop.hurry(1000);
        laptop.work();

        Background.await(task::ready);
        assertThat(task.failure().orElseThrow().type()).isEqualTo(TransactionRefusedException.class.getName());
        assertThat(bakery.told)
                .endsWith("onFailure " + task.failure().orElseThrow().message(), "afterReturn FAILURE");
    }

    @Test
    void aLeasedTaskSucceedsIfItsSuccessCanBeCommittedAtLast() {
        on("onSuccess", () -> {
            if (bakery.told.stream().filter("onSuccess bread"::equals).count() < 4) {
                laptop.failCommits(1);
            }
        });
        var task = laptop.tasks().signature(Bakery::bakeSlowly).delay();

        laptop.hurry(1000);
        laptop.work();

        Background.await(task::ready);
        assertThat(task.state()).isEqualTo(TaskState.SUCCESS);
    }
}
