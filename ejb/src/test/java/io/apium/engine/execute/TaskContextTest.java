package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.Delivery;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.engine.Laptop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskContextTest {

    /** Everything that a context tells. */
    record Seen(
            String id,
            String name,
            String displayName,
            int attempt,
            List<@Nullable Object> args,
            String worker,
            Map<String, String> headers,
            String rootId,
            Optional<String> parentId,
            Optional<Delivery> delivery,
            Optional<String> queue) {

        static Seen in(TaskContext context) {
            return new Seen(
                    context.id(),
                    context.name(),
                    context.displayName(),
                    context.attempt(),
                    context.args(),
                    context.worker(),
                    context.headers(),
                    context.rootId(),
                    context.parentId(),
                    context.delivery(),
                    context.queue());
        }
    }

    static class Looker {

        private final Laptop laptop;
        private final List<Seen> given = new ArrayList<>();
        private final List<Seen> injected = new ArrayList<>();
        private final List<TaskContext> kept = new ArrayList<>();

        Looker(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "look")
        void look(TaskContext context, String where, @Nullable Integer howLong) {
            given.add(Seen.in(context));
            injected.add(Seen.in(laptop.context()));
            kept.add(context);
        }

        @Task(name = "lookFrom", queue = "other")
        void lookFrom(String where) {
            laptop.tasks().signature(Looker::look, where, 1).delay();
            injected.add(Seen.in(laptop.context()));
        }

        @Task(name = "lookAround")
        void lookAround() {
            injected.add(Seen.in(laptop.context()));
            laptop.tasks().signature(Looker::look, "near", 1).call();
            injected.add(Seen.in(laptop.context()));
            laptop.tasks().signature(Looker::stumble).apply();
            injected.add(Seen.in(laptop.context()));
        }

        @Task(name = "stumble")
        void stumble() {
            throw new IllegalStateException("stumbled");
        }
    }

    private final Laptop laptop = new Laptop();
    private final Looker looker = laptop.add(new Looker(laptop));

    @Test
    void tellsAllAboutTheTask() {
        laptop.send(
                "apium",
                Map.of(
                        "apium_version", 1,
                        "apium_id", "id",
                        "apium_task", "look",
                        "apium_attempt", 2,
                        "apium_root", "root",
                        "apium_parent", "parent"),
                """
                {"args": ["here"], "named": {"howLong": null}, "shadow": "peek", "headers": {"tenant": "7"}}
                """);

        laptop.work();

        assertThat(looker.given)
                .containsExactly(new Seen(
                        "id",
                        "look",
                        "peek",
                        2,
                        Arrays.asList("here", null),
                        Laptop.WORKER,
                        Map.of("tenant", "7"),
                        "root",
                        Optional.of("parent"),
                        Optional.of(new Delivery("apium", 4, 1)),
                        Optional.of("apium")));
        assertThat(looker.injected).isEqualTo(looker.given);
    }

    @Test
    void aTaskSentFromOutsideIsItsOwnRootAndHasNoParent() {
        var task = laptop.tasks().signature(Looker::look, "here", 1).applyAsync(o -> o.priority(7));

        laptop.work();

        assertThat(looker.given).singleElement().satisfies(seen -> {
            assertThat(seen.id()).isEqualTo(task.id());
            assertThat(seen.rootId()).isEqualTo(task.id());
            assertThat(seen.parentId()).isEmpty();
            assertThat(seen.displayName()).isEqualTo("look");
            assertThat(seen.attempt()).isZero();
            assertThat(seen.headers()).isEmpty();
            assertThat(seen.delivery()).contains(new Delivery("apium", 7, 1));
        });
    }

    @Test
    void aTaskSentByATaskHasItForParentAndSharesItsRoot() {
        class Grandparent {
            @Task(name = "grandparent")
            void send() {
                laptop.tasks().signature(Looker::lookFrom, "there").delay();
            }
        }
        laptop.add(new Grandparent());
        var grandparent = laptop.tasks().signature("grandparent").delay();

        laptop.work();

        var parent = looker.injected.get(0);
        assertThat(parent.parentId()).contains(grandparent.id());
        assertThat(parent.rootId()).isEqualTo(grandparent.id());
        assertThat(parent.queue()).contains("other");
        assertThat(looker.given).singleElement().satisfies(child -> {
            assertThat(child.parentId()).contains(parent.id());
            assertThat(child.rootId()).isEqualTo(grandparent.id());
        });
    }

    @Test
    void theDeliveryIsCounted() {
        laptop.tasks().signature(Looker::look, "here", 1).delay();

        laptop.crash("apium");
        laptop.crash("apium");
        laptop.deliver("apium");

        assertThat(looker.given)
                .extracting(seen -> seen.delivery().orElseThrow())
                .extracting(Delivery::count, Delivery::redelivered)
                .containsExactly(tuple(1, false), tuple(2, true), tuple(3, true));
    }

    @Test
    void isGoneWhenTheTaskHasEnded() {
        laptop.tasks().signature(Looker::look, "here", 1).delay();
        laptop.tasks().signature(Looker::stumble).delay();

        laptop.work();

        var context = laptop.context();
        assertThat(CurrentTask.find()).isEmpty();
        assertThatThrownBy(context::id)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("This thread runs no task");
    }

    @Test
    void staysValidAndUnchangeableIfItWasAParameter() {
        var task = laptop.tasks().signature(Looker::look, "here", 1).applyAsync(o -> o.header("tenant", "7"));

        laptop.work();

        var context = looker.kept.get(0);
        assertThat(context.id()).isEqualTo(task.id());
        assertThatThrownBy(() -> context.args().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> context.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void belongsToOneThread() throws InterruptedException {
        var seenByAnother = new ArrayList<Optional<TaskContext>>();
        class Forker {
            @Task(name = "fork")
            void fork() throws InterruptedException {
                var thread = new Thread(() -> seenByAnother.add(CurrentTask.find()));
                thread.start();
                thread.join();
            }
        }
        laptop.add(new Forker());

        laptop.tasks().signature("fork").call();

        assertThat(seenByAnother).containsExactly(Optional.empty());
    }

    @Test
    void aCallInsideATaskHasItsOwnAndGivesTheOuterOneBack() {
        var task = laptop.tasks().signature(Looker::lookAround).delay();

        laptop.work();

        assertThat(looker.given).singleElement().satisfies(inner -> {
            assertThat(inner.name()).isEqualTo("look");
            assertThat(inner.parentId()).contains(task.id());
            assertThat(inner.rootId()).isEqualTo(task.id());
            assertThat(inner.args()).containsExactly("near", 1);
            assertThat(inner.delivery()).isEmpty();
            assertThat(inner.queue()).isEmpty();
            assertThat(inner.worker()).isEqualTo("test@laptop");
        });
        assertThat(looker.injected)
                .extracting(Seen::name)
                .containsExactly("lookAround", "look", "lookAround", "lookAround");
    }

    @Test
    void theWorkerKnowsTheOtherNameThatTheTaskHas() {
        class Alias {
            private String seen = "";

            @Task(name = "plain", shadow = "fancy")
            void run(TaskContext context) {
                seen = context.displayName();
            }
        }
        var alias = laptop.add(new Alias());
        // From a sender who does not know the task.
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "id", "apium_task", "plain"), "{}");

        laptop.work();

        assertThat(alias.seen).isEqualTo("fancy");
    }
}
