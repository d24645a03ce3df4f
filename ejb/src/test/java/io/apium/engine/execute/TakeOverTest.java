package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static io.apium.Execution.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.MessageNotSentException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import io.apium.WorkerLostException;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import io.apium.spi.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How leases are taken over from nodes that give no sign of life, whether these are dead or only slow. */
class TakeOverTest {

    static class Kitchen implements TaskHooks {

        private final Journal journal;
        private Runnable meanwhile = () -> {};

        Kitchen(Laptop laptop) {
            this.journal = new Journal(laptop);
        }

        private void cook(String dish) {
            journal.write(dish);
            meanwhile.run();
        }

        @Override
        public void onSuccess(TaskContext context, @Nullable Object value) {
            journal.write("served");
        }

        @Task(name = "bake", execution = AT_LEAST_ONCE)
        void bake(String dish) {
            cook(dish);
        }

        @Task(name = "flambe", execution = AT_MOST_ONCE)
        void flambe(String dish) {
            cook(dish);
        }

        @Task(name = "simmer", execution = AT_LEAST_ONCE, trackStarted = true)
        void simmer(TaskContext context, String dish) {
            context.progress(1, 2, "half done");
            cook(dish);
            if (context.attempt() == 0) {
                throw context.retry().countdown(Duration.ZERO);
            }
        }

        @Task(name = "drop", execution = AT_LEAST_ONCE)
        void drop(TaskContext context, String dish) {
            cook(dish);
            throw context.retry().countdown(Duration.ZERO);
        }
    }

    private final Laptop laptop = new Laptop();
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
    private void letAnotherNodeTakeOver() {
        laptop.clock().advance(Duration.ofSeconds(11));
        laptop.anotherNode().tick();
    }

    private boolean isLeased(AsyncResult<?> task) {
        return laptop.stores().leases().findLosses(task.id(), 0).isPresent();
    }

    private void run() {
        laptop.clock().advance(Duration.ofMillis(500));
        laptop.work();
    }

    private static void assertLost(AsyncResult<?> task) {
        assertThat(task.failure().orElseThrow().type()).isEqualTo(WorkerLostException.class.getName());
    }

    private List<Lease> leases() {
        return laptop.stores().leases().findLost(Duration.ZERO, 10);
    }

    /** As when the transaction that stored the lease was in doubt until now. */
    private void comesToLight(Lease lease) {
        laptop.inTransaction(() -> laptop.stores().leases().insert(lease));
    }

    @Test
    void aMessageWhoseTakeoverIsInDoubtIsPutOffUntilThatIsOver() {
        var bread = bake();
        laptop.deliver("apium");
        laptop.clock().advance(Duration.ofSeconds(11));
        var lease = leases().get(0);
        laptop.restart();
        letAnotherNodeTakeOver();
        comesToLight(lease);

        run();
        assertThat(kitchen.journal.calls()).isEmpty();
        assertThat(laptop.messages("apium")).hasSize(1);

        laptop.inTransaction(() -> laptop.stores().leases().remove(lease));
        laptop.clock().advance(Duration.ofSeconds(5));
        laptop.work();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(kitchen.journal.calls()).containsOnlyOnce("bread");
    }

    @Test
    void aLeaseOfThisNodeThatNobodyWorksAtIsGivenBack() {
        var bread = bake();
        laptop.deliver("apium");
        laptop.clock().advance(Duration.ofSeconds(11));
        var lease = leases().get(0);
        laptop.tick();
        assertThat(laptop.messages("apium")).isEmpty();

        laptop.inTransaction(() -> laptop.stores().leases().remove(lease));
        laptop.runLeased();
        assertThat(bread.state()).isEqualTo(TaskState.PENDING);
        comesToLight(lease);
        laptop.tick();

        run();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void theFirstExecutionCountsForNothingThoughItsNodeGetsTheTaskAgain() {
        var bread = bake();
        laptop.deliver("apium");
        letAnotherNodeTakeOver();
        laptop.clock().advance(Duration.ofMillis(500));
        laptop.deliver("apium");

        assertThat(laptop.runLeased()).isTrue();
        assertThat(bread.state()).isEqualTo(TaskState.PENDING);
        assertThat(isLeased(bread)).isTrue();

        assertThat(laptop.runLeased()).isTrue();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void aNodeThatStopsInterruptsWhatItRuns() {
        var interrupted = new AtomicBoolean();
        kitchen.meanwhile = () -> {
            laptop.close();
            interrupted.set(Thread.interrupted());
        };
        laptop.start();
        bake();
        laptop.deliver("apium");

        laptop.runLeased();

        assertThat(interrupted).isTrue();
    }

    @Test
    void everyWorkerThatWasGivenTheTaskCounts() {
        var counts = new ArrayList<Integer>();
        kitchen.meanwhile =
                () -> counts.add(laptop.context().delivery().orElseThrow().count());
        bake();
        laptop.crash("apium");
        laptop.clock().advance(Duration.ofSeconds(1));
        laptop.deliver("apium");
        letAnotherNodeTakeOver();
        laptop.clock().advance(Duration.ofMillis(500));
        laptop.deliver("apium");

        laptop.runLeased();
        laptop.runLeased();

        assertThat(counts).containsExactly(2, 3);
    }

    @Test
    void aTaskWhoseQueueIsGoneFails() {
        var bread = bake();
        laptop.deliver("apium");
        laptop.removeQueue("apium");
        letAnotherNodeTakeOver();

        assertThat(bread.failure().orElseThrow().type()).isEqualTo(MessageNotSentException.class.getName());
        assertThat(isLeased(bread)).isFalse();
    }

    @Test
    void oneOfManyNodesTakesOver() {
        bake();
        laptop.deliver("apium");
        letAnotherNodeTakeOver();
        letAnotherNodeTakeOver();
        laptop.tick();

        assertThat(laptop.messages("apium")).hasSize(1);
    }

    @Test
    void allLeasesAreTakenOverAtOnceHowManyEverThereAre() {
        var roomy = new Laptop(Map.of("apium.worker-slots", "250"));
        roomy.add(new Kitchen(roomy));
        roomy.inTransaction(() -> {
            for (int i = 0; i < 250; i++) {
                roomy.tasks().signature(Kitchen::bake, "bread").delay();
            }
        });
        while (roomy.deliver("apium")) {
            assertThat(roomy.messages("apium.lease")).isEmpty();
        }

        roomy.restart();
        roomy.tick();

        assertThat(roomy.messages("apium")).hasSize(250);
    }

    @Test
    void nodesThatTakeOverAtTheSameTimeSendNothingTwice() {
        var roomy = new Laptop(Map.of("apium.worker-slots", "200"));
        roomy.add(new Kitchen(roomy));
        roomy.inTransaction(() -> {
            for (int i = 0; i < 200; i++) {
                roomy.tasks().signature(Kitchen::bake, "bread").delay();
            }
        });
        while (roomy.deliver("apium")) {
            assertThat(roomy.messages("apium.lease")).isEmpty();
        }
        roomy.clock().advance(Duration.ofHours(1));

        IntStream.range(0, 4)
                .mapToObj(i -> roomy.anotherNode())
                .map(node -> Background.run(node::tick))
                .toList()
                .forEach(CompletableFuture::join);
        roomy.anotherNode().tick();

        assertThat(roomy.messages("apium")).hasSize(200);
    }

    @Test
    void aNodeThatCannotGiveASignOfLifeLeavesItsOwnLeasesToOthers() {
        var roomy = new Laptop(Map.of("apium.worker-slots", "150"));
        roomy.add(new Kitchen(roomy));
        roomy.inTransaction(() -> {
            for (int i = 0; i < 150; i++) {
                roomy.tasks().signature(Kitchen::bake, "bread").delay();
            }
        });
        while (roomy.deliver("apium")) {
            assertThat(roomy.messages("apium.lease")).isEmpty();
        }
        roomy.clock().advance(Duration.ofHours(1));

        roomy.failCommits(1);
        assertThat(Background.run(roomy::tick)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(roomy.messages("apium")).isEmpty();

        roomy.anotherNode().tick();
        assertThat(roomy.messages("apium")).hasSize(150);
    }

    @Test
    void theOutcomeOfATaskThatWasTakenOverCountsForNothing() {
        var bread = bake();
        laptop.deliver("apium");

        kitchen.meanwhile = this::letAnotherNodeTakeOver;
        laptop.runLeased();
        assertThat(bread.state()).isEqualTo(TaskState.PENDING);
        assertThat(kitchen.journal.kept()).containsExactly("bread");

        kitchen.meanwhile = () -> {};
        run();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(kitchen.journal.kept()).containsExactly("bread", "bread", "served");
    }

    @Test
    void theOutcomeOfATaskThatMayRunOnceComesTooLateForIt() {
        var pancake = flambe();
        laptop.deliver("apium");

        kitchen.meanwhile = this::letAnotherNodeTakeOver;
        laptop.runLeased();

        assertLost(pancake);
        assertThat(kitchen.journal.kept()).containsExactly("pancake");
    }

    @Test
    void theRetryOfATaskThatWasTakenOverIsNotSent() {
        var bread = laptop.tasks().signature(Kitchen::drop, "bread").delay();
        laptop.deliver("apium");

        kitchen.meanwhile = this::letAnotherNodeTakeOver;
        laptop.runLeased();

        assertThat(laptop.messages("apium")).hasSize(1);
        assertThat(bread.state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void whatATaskToldOfItselfIsNoObstacleWhenItRunsAgain() {
        var soup = laptop.tasks().signature(Kitchen::simmer, "soup").delay();
        laptop.deliver("apium");
        kitchen.meanwhile = () -> laptop.cutPowerAfter(0);
        laptop.runLeased();
        laptop.restart();
        laptop.tick();
        assertThat(soup.state()).isEqualTo(TaskState.PROGRESS);

        kitchen.meanwhile = () -> {};
        run();

        assertThat(kitchen.journal.calls()).containsExactly("soup", "soup", "soup", "served");
        assertThat(soup.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(soup.attempts())
                .extracting(attempt -> attempt.state().name())
                .containsExactly("RETRY", "SUCCESS");
    }

    @Test
    void whatATaskToldOfItselfIsNoObstacleThoughItTellsNothingTheNextTime() {
        var soup = laptop.tasks().signature(Kitchen::drop, "soup").delay();
        laptop.deliver("apium");
        kitchen.meanwhile = () -> {
            laptop.context().updateState("FALLING", null);
            laptop.cutPowerAfter(0);
        };
        laptop.runLeased();
        laptop.restart();
        laptop.tick();
        assertThat(soup.state()).isEqualTo(new TaskState("FALLING"));

        kitchen.meanwhile = () -> {};
        laptop.clock().advance(Duration.ofMillis(500));
        laptop.deliver("apium");
        laptop.runLeased();

        assertThat(soup.state()).isEqualTo(TaskState.RETRY);
        assertThat(isLeased(soup)).isFalse();
    }

    @Test
    void aLeaseThatCannotBeTakenOverIsNoObstacleForOthers() {
        var twice = laptop.tasks().signature(Kitchen::flambe, "pancake").applyAsync(o -> o.taskId("order-7"));
        var pancake = flambe();
        var bread = bake();
        laptop.deliver("apium");
        laptop.tasks().signature("unheard.of").applyAsync(o -> o.taskId("order-7"));
        laptop.deliver("apium");

        laptop.restart();
        laptop.tick();

        assertThat(isLeased(twice)).isFalse();
        assertThat(isLeased(pancake)).isFalse();
        assertLost(pancake);
        run();
        assertThat(bread.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void aTakeOverThatFailsIsTriedAgainByTheNextTick() {
        var pancake = flambe();
        var bread = bake();
        laptop.deliver("apium");
        laptop.restart();

        laptop.failCommitsAfter(1, 1);
        laptop.tick();
        assertThat(isLeased(pancake)).isTrue();
        assertThat(isLeased(bread)).isFalse();
        laptop.tick();

        assertLost(pancake);
        assertThat(laptop.messages("apium")).hasSize(1);
    }
}
