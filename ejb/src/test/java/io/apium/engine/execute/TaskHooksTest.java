package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Retry;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailure;
import io.apium.TaskHooks;
import io.apium.TaskRejectedException;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.Laptop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a bean is told about its tasks, when, and in which transaction. */
class TaskHooksTest {

    interface Action {
        void run() throws Exception;
    }

    interface Work {
        String in(TaskContext context) throws Exception;
    }

    static class Bakery implements TaskHooks {

        private final Laptop laptop;
        private final List<String> told = new ArrayList<>();
        private final List<TaskContext> contexts = new ArrayList<>();
        private final List<Optional<Object>> transactions = new ArrayList<>();
        private final Map<String, Action> actions = new HashMap<>();
        private Work work = context -> "bread";

        Bakery(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "bake", queue = "oven", maxRetries = 1)
        String bake(TaskContext context, int loaves) throws Exception {
            tell("bake", context);
            return work.in(context);
        }

        @Task(name = "bakeSlowly", queue = "oven", execution = Execution.AT_LEAST_ONCE)
        String bakeSlowly(TaskContext context) throws Exception {
            tell("bake", context);
            return work.in(context);
        }

        @Task(name = "smell", queue = "oven", dontRollbackOn = IOException.class)
        String smell(TaskContext context) throws Exception {
            tell("bake", context);
            send("smoke");
            return work.in(context);
        }

        @Task(name = "note", queue = "notes")
        void note(String text) {}

        @Override
        public void beforeStart(TaskContext context) throws Exception {
            tell("beforeStart", context);
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) throws Exception {
            tell("onSuccess " + value, context);
        }

        @Override
        public void onFailure(TaskContext context, Throwable cause) throws Exception {
            tell("onFailure " + cause.getMessage(), context);
        }

        @Override
        public void onRetry(TaskContext context, Throwable cause, Instant nextAt) throws Exception {
            tell("onRetry " + cause.getMessage() + " " + nextAt, context);
        }

        @Override
        public void onReplace(TaskContext context, Canvas<?> canvas) throws Exception {
            tell("onReplace " + canvas, context);
        }

        @Override
        public void afterReturn(TaskContext context, TaskState state) throws Exception {
            tell("afterReturn " + state, context);
        }

        private void tell(String what, TaskContext context) throws Exception {
            told.add(what);
            contexts.add(context);
            transactions.add(laptop.transactions().current());
            assertThat(laptop.context().id()).isEqualTo(context.id());
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

    private List<String> notes() {
        return laptop.messages("notes").stream()
                .map(message -> Objects.requireNonNull(message.body()))
                .toList();
    }

    @Test
    void aSuccessIsToldInTheTransactionOfTheWork() {
        bake();

        laptop.deliver("oven");

        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onSuccess bread", "afterReturn SUCCESS");
        assertThat(bakery.transactions.get(0)).isPresent();
        assertThat(bakery.transactions).containsOnly(bakery.transactions.get(0));
    }

    @Test
    void aFailureIsToldInTheTransactionThatStoresIt() {
        failing(new IOException("no flour"));
        bake();

        laptop.work();

        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onFailure no flour", "afterReturn FAILURE");
        var ofWork = bakery.transactions.get(0);
        var ofFailure = bakery.transactions.get(2);
        assertThat(ofFailure).isPresent().isNotEqualTo(ofWork);
        assertThat(bakery.transactions).containsExactly(ofWork, ofWork, ofFailure, ofFailure);
    }

    @Test
    void aRetryIsToldWithItsTimeAndIsNoEnd() {
        bakery.work = context -> {
            if (context.attempt() == 0) {
                throw context.retry(new IOException("no flour"));
            }
            return "bread";
        };
        bake();

        laptop.work();
        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onRetry no flour 2026-01-01T00:03:00Z");
        assertThat(bakery.transactions.get(2)).isPresent().isNotEqualTo(bakery.transactions.get(0));
        bakery.told.clear();
        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();

        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onSuccess bread", "afterReturn SUCCESS");
    }

    @Test
    void aRetryWithoutCauseIsToldAsItself() {
        var causes = new ArrayList<Throwable>();
        class Nervous implements TaskHooks {
            @Task(name = "nervous")
            void run(TaskContext context) {
                throw context.retry();
            }

            @Override
            public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
                causes.add(cause);
            }
        }
        laptop.add(new Nervous());
        laptop.tasks().signature("nervous").delay();

        laptop.work();

        assertThat(causes).singleElement().isInstanceOf(Retry.class);
    }

    @Test
    void theLastFailureIsToldAsOne() {
        bakery.work = context -> {
            throw context.retry(new IOException("no flour"));
        };
        bake();
        laptop.work();
        bakery.told.clear();

        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();

        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onFailure no flour", "afterReturn FAILURE");
    }

    @Test
    void aRefusalIsAFailureAndIgnoringIsNothing() {
        bakery.work = context -> {
            throw context.reject("burnt");
        };
        var refused = bake();
        laptop.work();
        assertThat(bakery.told).hasSize(4).last().isEqualTo("afterReturn FAILURE");
        assertThat(refused.failure()).map(TaskFailure::type).contains(TaskRejectedException.class.getName());
        assertThat(bakery.told.get(2)).contains("burnt");

        bakery.told.clear();
        bakery.work = context -> {
            throw context.ignore();
        };
        bake();
        laptop.work();
        assertThat(bakery.told).containsExactly("beforeStart", "bake");
    }

    @Test
    void aReplacementIsToldWithItsCanvasBeforeItIsSentAndIsNoEnd() {
        var task = bake();
        on("onReplace", () -> {
            assertThat(laptop.stores().results().attempts(task.id())).isEmpty();
            bakery.send("buy flour");
        });
        bakery.work = context -> {
            throw context.replace(laptop.tasks().signature("note", "buy bread"));
        };

        laptop.deliver("oven");

        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onReplace note(\"buy bread\")");
        assertThat(bakery.transactions).containsOnly(bakery.transactions.get(0));
        assertThat(notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("bread"))
                .anyMatch(note -> note.contains("flour"));
        assertThat(laptop.stores().results().attempts(task.id())).hasSize(1);
    }

    @Test
    void whatTakesATasksPlaceIsToldToItsOwnBean() {
        bakery.work = context -> {
            if (context.attempt() == 0) {
                throw context.replace(laptop.tasks().signature(Bakery::bake, 2));
            }
            return "bread";
        };
        bake();

        laptop.work();

        assertThat(bakery.told)
                .containsExactly(
                        "beforeStart",
                        "bake",
                        "onReplace bake(2)",
                        "beforeStart",
                        "bake",
                        "onSuccess bread",
                        "afterReturn SUCCESS");
    }

    @Test
    void everyHookIsGivenTheTasksContext() {
        var task = laptop.tasks().signature(Bakery::bake, 3).applyAsync(o -> o.header("tenant", "7"));

        laptop.work();

        assertThat(bakery.contexts).hasSize(4).allSatisfy(context -> {
            assertThat(context.id()).isEqualTo(task.id());
            assertThat(context.name()).isEqualTo("bake");
            assertThat(context.args()).containsExactly(3);
            assertThat(context.headers()).containsEntry("tenant", "7");
            assertThat(context.queue()).contains("oven");
            assertThat(context.worker()).isEqualTo(Laptop.WORKER);
        });
        assertThat(CurrentTask.find()).isEmpty();
    }

    @Test
    void whatIsSentAfterASuccessIsSentWithTheWork() {
        on("onSuccess", () -> bakery.send("sell"));
        bake();

        laptop.crash("oven");
        assertThat(notes()).isEmpty();
        laptop.deliver("oven");

        assertThat(notes()).singleElement().asString().contains("sell");
        assertThat(laptop.messages("notes").get(0).properties())
                .containsEntry("apium_parent", bakery.contexts.get(0).id());
    }

    @Test
    void whatIsSentAfterAFailureIsSent() {
        on("bake", () -> bakery.send("sell"));
        on("onFailure", () -> bakery.send("apologize"));
        failing(new IOException("no flour"));
        bake();

        laptop.deliver("oven");

        assertThat(notes()).singleElement().asString().contains("apologize");
    }

    @Test
    void aFailureThatKeepsItsWorkIsToldInItsTransaction() {
        failing(new IOException("smoke"));
        on("onFailure", () -> bakery.send("apologize"));
        laptop.tasks().signature(Bakery::smell).delay();

        laptop.deliver("oven");

        assertThat(bakery.transactions).hasSize(4).containsOnly(bakery.transactions.get(0));
        assertThat(notes()).hasSize(2);
    }

    @Test
    void aLeasedTaskStartsOutsideATransactionAndItsEndIsToldInOne() {
        var task = laptop.tasks().signature(Bakery::bakeSlowly).delay();

        laptop.work();

        assertThat(bakery.told).containsExactly("beforeStart", "bake", "onSuccess bread", "afterReturn SUCCESS");
        assertThat(bakery.transactions.subList(0, 2)).containsOnly(Optional.empty());
        assertThat(bakery.transactions.get(2)).isPresent().isEqualTo(bakery.transactions.get(3));
        assertThat(task.get(Duration.ZERO)).isEqualTo("bread");
    }

    @Test
    void aBeanWithoutHooksAndACallInTheCallersThreadTellNobody() {
        assertThat(laptop.tasks().signature(Bakery::bake, 3).call()).isEqualTo("bread");

        assertThat(bakery.told).containsExactly("bake");
    }
}
