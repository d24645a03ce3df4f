package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static io.apium.Execution.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of leases whose nodes give no sign of life any more. */
class NodeLossTest {

    static class Kitchen implements TaskHooks {

        private final Journal journal;
        private final List<TaskContext> contexts = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        Kitchen(Laptop laptop) {
            this.journal = new Journal(laptop);
        }

        private void cook(TaskContext context, String dish) {
            journal.write(dish);
            contexts.add(context);
            meanwhile.run();
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            journal.write("served");
        }

        @Task(name = "bake", execution = AT_LEAST_ONCE)
        void bake(TaskContext context, String dish) {
            cook(context, dish);
        }

        @Task(name = "flambe", execution = AT_MOST_ONCE)
        void flambe(TaskContext context, String dish) {
            cook(context, dish);
        }

        @Task(name = "drop", execution = AT_LEAST_ONCE)
        void drop(TaskContext context, String dish) {
            cook(context, dish);
            throw context.retry().countdown(Duration.ZERO);
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Duration REDELIVERY = Duration.ofMillis(500);

    private final Laptop laptop = new Laptop(Map.of("apium.task-max-deliveries", "3"));
    private final Kitchen kitchen = laptop.add(new Kitchen(laptop));

    @AfterEach
    void close() {
        laptop.close();
    }

    private AsyncResult<Void> bake() {
        return laptop.tasks().signature(Kitchen::bake, "bread").delay();
    }

    private AsyncResult<Void> flambe() {
        return laptop.tasks().signature(Kitchen::flambe, "pancake").delay();
    }

    /** Kills the node that holds the leases, and lets another one notice it. */
    private void loseNode() {
        laptop.restart();
        laptop.clock().advance(TIMEOUT.plus(MOMENT));
        laptop.tick();
    }

    private boolean isLeased(AsyncResult<?> task) {
        return laptop.stores().leases().findLosses(task.id(), 0).isPresent();
    }

    private void run() {
        laptop.clock().advance(REDELIVERY);
        laptop.work();
    }

    private static void assertLost(AsyncResult<?> task) {
        assertThat(task.failure().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
    }

    @Test
    void aTaskThatMayRunAgainIsSentAgain() {
        var bread = bake();
        laptop.deliver("apium");
        loseNode();

        assertThat(isLeased(bread)).isFalse();
        assertThat(laptop.messages("apium")).hasSize(1);
        run();

        assertThat(kitchen.journal.calls()).containsExactly("bread", "served");
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aTaskThatMayRunOnceFails() {
        var pancake = flambe();
        laptop.deliver("apium");
        var takenAt = laptop.clock().instant();
        loseNode();
        run();

        assertThat(kitchen.journal.calls()).isEmpty();
        assertLost(pancake);
        assertThat(pancake.failure().orElseThrow().message()).contains("was running on " + Laptop.WORKER);
        assertThat(laptop.result(pancake.id())).get().satisfies(result -> {
            assertThat(result.startedAt()).isEqualTo(takenAt);
            assertThat(result.worker()).isEqualTo(Laptop.WORKER);
        });
        assertThat(isLeased(pancake)).isFalse();
        assertThat(laptop.messages("apium.dead")).isEmpty();
    }

    @Test
    void aNodeIsGivenUpAfterItsTimeoutAndNotBefore() {
        var bread = bake();
        laptop.tick();
        laptop.deliver("apium");
        laptop.restart();

        laptop.clock().advance(TIMEOUT);
        laptop.tick();
        assertThat(isLeased(bread)).isTrue();

        laptop.clock().advance(MOMENT);
        laptop.tick();
        assertThat(isLeased(bread)).isFalse();
    }

    @Test
    void theTimeoutIsConfigured() {
        var patient = new Laptop(Map.of("apium.node-timeout", "PT1H"));
        patient.add(new Kitchen(patient));
        var bread = patient.tasks().signature(Kitchen::bake, "bread").delay();
        patient.tick();
        patient.deliver("apium");
        patient.restart();

        patient.clock().advance(Duration.ofMinutes(59));
        patient.tick();

        assertThat(patient.stores().leases().findLosses(bread.id(), 0).isPresent())
                .isTrue();
    }

    @Test
    void theLeasesOfANodeThatLivesStayHowLongEverItsTasksTake() {
        var bread = bake();
        var another = laptop.anotherNode();
        laptop.tick();
        laptop.deliver("apium");

        for (int i = 0; i < 100; i++) {
            laptop.clock().advance(TIMEOUT);
            laptop.tick();
            another.tick();
        }

        assertThat(isLeased(bread)).isTrue();
        laptop.runLeased();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void aNodeThatWasSilentAndWakesUpBeforeAnotherNoticesKeepsItsLeases() {
        var bread = bake();
        laptop.deliver("apium");
        laptop.clock().advance(Duration.ofHours(1));

        laptop.tick();
        laptop.anotherNode().tick();

        assertThat(isLeased(bread)).isTrue();
    }

    @Test
    void theMessageIsSentAgainAsItWas() {
        laptop.tasks()
                .signature(Kitchen::drop, "bread")
                .applyAsync(o -> o.queue("oven").priority(7).header("tenant", "7"));
        laptop.deliver("oven");
        laptop.runLeased();
        laptop.deliver("oven");
        loseNode();
        run();

        assertThat(kitchen.contexts.get(1)).satisfies(context -> {
            assertThat(context.attempt()).isEqualTo(1);
            assertThat(context.args()).containsExactly("bread");
            assertThat(context.headers()).containsEntry("tenant", "7");
            assertThat(context.delivery().orElseThrow().queue()).isEqualTo("oven");
            assertThat(context.delivery().orElseThrow().priority()).isEqualTo(7);
        });
    }

    @Test
    void aTaskThatLosesItsNodeAgainAndAgainIsGivenUp() {
        var bread = bake();
        for (int i = 0; i < 3; i++) {
            laptop.deliver("apium");
            kitchen.meanwhile = () -> laptop.cutPowerAfter(0);
            laptop.runLeased();
            loseNode();
            laptop.clock().advance(REDELIVERY);
        }
        assertThat(bread.state()).isEqualTo(TaskState.PENDING);
        run();

        assertThat(kitchen.journal.calls()).containsExactly("bread", "served", "bread", "served", "bread", "served");
        assertThat(kitchen.journal.kept()).containsExactly("bread", "bread", "bread");
        assertLost(bread);
        assertThat(bread.failure().orElseThrow().message()).contains("was delivered 3 times without an outcome");
        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aNodeThatShutsDownGivesItsLeasesAwayAtOnce() {
        var another = laptop.anotherNode();
        laptop.start();
        var bread = bake();
        laptop.deliver("apium");
        another.tick();
        assertThat(isLeased(bread)).isTrue();

        laptop.close();
        another.tick();

        assertThat(isLeased(bread)).isFalse();
        another.clock().advance(REDELIVERY);
        another.work();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void aNodeHasGivenASignOfLifeBeforeItsFirstLease() throws InterruptedException {
        var isBusy = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        // Keeps the thread busy that will tick.
        var busy = laptop.tasks().result("gone").toCompletableFuture().whenComplete((value, thrown) -> {
            isBusy.countDown();
            Background.await(() -> end.getCount() == 0);
        });
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "gone", "apium_task", "nobody"), "{}");
        laptop.deliver("apium");
        isBusy.await();

        laptop.start();
        var bread = bake();
        laptop.deliver("apium");
        laptop.anotherNode().tick();

        assertThat(isLeased(bread)).isTrue();
        assertThat(busy).isNotDone();
        end.countDown();
    }

    @Test
    void aTaskSeesThatAWorkerWasLostWithIt() {
        bake();
        laptop.deliver("apium");
        loseNode();

        run();

        assertThat(kitchen.contexts).singleElement().satisfies(context -> {
            assertThat(context.attempt()).isZero();
            assertThat(context.delivery().orElseThrow().count()).isEqualTo(2);
            assertThat(context.delivery().orElseThrow().redelivered()).isTrue();
        });
    }

    @Test
    void aFailureWhileTheNodeStopsIsLeftToOthers() {
        var another = laptop.anotherNode();
        laptop.start();
        var bread = bake();
        laptop.deliver("apium");
        kitchen.meanwhile = () -> {
            laptop.close();
            throw new IllegalStateException("the application is gone");
        };

        laptop.runLeased();

        assertThat(bread.state()).isEqualTo(TaskState.PENDING);
        kitchen.meanwhile = () -> {};
        another.tick();
        another.clock().advance(REDELIVERY);
        another.work();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
    }
}
