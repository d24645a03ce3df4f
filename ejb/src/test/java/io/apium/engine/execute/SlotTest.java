package io.apium.engine.execute;

import static io.apium.Execution.AT_LEAST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Delivery;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many leased tasks run at a time, and which is the next. */
class SlotTest {

    static class Garage {

        private final Journal journal;
        private final List<TaskContext> contexts = new ArrayList<>();

        Garage(Laptop laptop) {
            this.journal = new Journal(laptop);
        }

        @Task(name = "repair", execution = AT_LEAST_ONCE)
        void repair(TaskContext context, String car) {
            contexts.add(context);
            journal.write(car);
        }

        @Task(name = "scrap", execution = AT_LEAST_ONCE)
        void scrap(TaskContext context, String how) {
            contexts.add(context);
            switch (how) {
                case "retry" -> throw context.retry().countdown(Duration.ZERO);
                case "ignore" -> throw context.ignore();
                case "reject" -> throw context.reject("too old");
                case "requeue" -> throw context.reject("too many").requeue();
                default -> throw new IllegalArgumentException(how);
            }
        }
    }

    private static final String WAITING = "apium.lease";

    private final Laptop laptop = new Laptop(Map.of("apium.worker-slots", "2", "apium.worker.\"trucks\".slots", "1"));
    private final Garage garage = laptop.add(new Garage(laptop));

    @AfterEach
    void close() {
        laptop.close();
    }

    private AsyncResult<Void> repair(String car, String queue, int priority) {
        return laptop.tasks()
                .signature(Garage::repair, car)
                .applyAsync(o -> o.queue(queue).priority(priority));
    }

    private AsyncResult<Void> repair(String car) {
        return repair(car, "apium", 4);
    }

    private void deliverAll(String queue) {
        while (laptop.deliver(queue)) {
            assertThat(laptop.messages("DLQ")).isEmpty();
        }
    }

    private boolean isLeased(AsyncResult<?> task) {
        return laptop.stores().leases().findLosses(task.id(), 0).isPresent();
    }

    @Test
    void soManyRunAndTheOthersWait() {
        var first = repair("beetle");
        var second = repair("mini");
        var third = repair("fiat");
        var fourth = repair("lada");

        deliverAll("apium");
        assertThat(isLeased(first)).isTrue();
        assertThat(isLeased(second)).isTrue();
        assertThat(isLeased(third)).isFalse();
        assertThat(isLeased(fourth)).isFalse();
        assertThat(laptop.messages(WAITING)).hasSize(2);
        assertThat(laptop.messages("apium")).isEmpty();

        laptop.runLeased();
        assertThat(isLeased(first)).isFalse();
        assertThat(isLeased(third)).isTrue();
        assertThat(laptop.messages(WAITING)).hasSize(1);

        laptop.work();
        assertThat(garage.journal.calls()).containsExactly("beetle", "mini", "fiat", "lada");
        assertThat(List.of(first, second, third, fourth)).allMatch(AsyncResult::successful);
        assertThat(laptop.messages(WAITING)).isEmpty();
    }

    @Test
    void theMostUrgentIsNextAndThenTheOldest() {
        repair("beetle");
        repair("mini");
        deliverAll("apium");
        repair("old", "apium", 4);
        repair("new", "apium", 4);
        repair("slow", "apium", 1);
        repair("ambulance", "apium", 9);
        deliverAll("apium");

        laptop.work();

        assertThat(garage.journal.calls()).containsExactly("beetle", "mini", "ambulance", "old", "new", "slow");
    }

    @Test
    void eachQueueHasPlacesOfItsOwn() {
        var beetle = repair("beetle");
        var mini = repair("mini");
        var mack = repair("mack", "trucks", 4);
        var volvo = repair("volvo", "trucks", 4);
        var vespa = repair("vespa", "bikes", 4);
        List.of("apium", "trucks", "bikes").forEach(this::deliverAll);

        assertThat(List.of(beetle, mini, mack, vespa)).allMatch(this::isLeased);
        assertThat(isLeased(volvo)).isFalse();

        laptop.runLeased();
        assertThat(isLeased(volvo)).isFalse();
        laptop.work();
        assertThat(volvo.successful()).isTrue();
    }

    @Test
    void whoHasWaitedIsWhatItWasBefore() {
        repair("beetle", "trucks", 4);
        laptop.tasks()
                .signature(Garage::scrap, "retry")
                .applyAsync(o -> o.queue("trucks").priority(7).header("tenant", "7"));
        var message = laptop.messages("trucks").get(0);
        repair("mini", "trucks", 4);
        deliverAll("trucks");
        for (int i = 0; i < 2; i++) {
            laptop.runLeased();
        }
        repair("fiat", "trucks", 9);
        deliverAll("trucks");
        while (laptop.runLeased()) {
            laptop.deliver("trucks");
        }

        assertThat(garage.contexts)
                .filteredOn(context -> context.name().equals("scrap"))
                .hasSize(4)
                .allSatisfy(context -> {
                    assertThat(context.delivery()).contains(new Delivery("trucks", 7, 1));
                    assertThat(context.headers()).containsEntry("tenant", "7");
                    assertThat(context.id()).isEqualTo(message.properties().get("apium_id"));
                })
                .extracting(TaskContext::attempt)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void aPlaceIsFreedHoweverItsTaskEnds() {
        for (var how : List.of("retry", "ignore", "reject", "requeue", "fail")) {
            laptop.tasks().signature(Garage::scrap, how).applyAsync(o -> o.queue("trucks"));
            laptop.deliver("trucks");
            var next = repair("mack", "trucks", 9);
            laptop.deliver("trucks");
            assertThat(isLeased(next)).as(how).isFalse();

            laptop.runLeased();
            assertThat(isLeased(next)).as(how).isTrue();
            laptop.runLeased();
        }
    }

    @Test
    void whoExpiresWhileItWaitsIsNotCalledAndTakesNoPlace() {
        repair("beetle", "trucks", 4);
        var expired = laptop.tasks()
                .signature(Garage::repair, "mini")
                .applyAsync(o -> o.queue("trucks").expires(Duration.ofMinutes(1)));
        var fiat = repair("fiat", "trucks", 4);
        deliverAll("trucks");
        laptop.clock().advance(Duration.ofMinutes(2));

        laptop.runLeased();

        assertThat(expired.state()).isEqualTo(TaskState.REVOKED);
        assertThat(isLeased(fiat)).isTrue();
    }

    @Test
    void whoWaitsSurvivesTheNode() {
        var beetle = repair("beetle", "trucks", 4);
        var mini = repair("mini", "trucks", 4);
        deliverAll("trucks");

        laptop.restart();
        laptop.tick();

        assertThat(isLeased(mini)).isTrue();
        assertThat(laptop.messages("trucks")).hasSize(1);
        laptop.clock().advance(Duration.ofMillis(500));
        laptop.work();
        assertThat(List.of(beetle, mini)).allMatch(AsyncResult::successful);
        assertThat(garage.journal.calls()).containsExactlyInAnyOrder("beetle", "mini");
    }

    @Test
    void whoCannotBeTakenWhenItsTurnComesIsTakenSoon() {
        repair("beetle", "trucks", 4);
        var mini = repair("mini", "trucks", 4);
        deliverAll("trucks");

        laptop.failCommitsAfter(1, 1);
        laptop.runLeased();
        assertThat(laptop.messages(WAITING)).hasSize(1);
        assertThat(laptop.runLeased()).isFalse();

        laptop.tick();
        assertThat(isLeased(mini)).isTrue();
        laptop.runLeased();
        assertThat(mini.successful()).isTrue();
    }

    @Test
    void aNodeTakesOnlyWhatWaitsForAQueueThatItServes() {
        var another = laptop.anotherNode();
        repair("beetle");
        another.deliver("apium");
        repair("mack", "trucks", 4);
        var volvo = repair("volvo", "trucks", 4);
        deliverAll("trucks");

        another.tick();
        another.work();
        assertThat(isLeased(volvo)).isFalse();
        assertThat(laptop.messages(WAITING)).hasSize(1);

        laptop.work();
        assertThat(volvo.successful()).isTrue();
    }

    @Test
    void aNodeThatHasAPlaceTakesWhatWaitsOnAnother() {
        repair("mack", "trucks", 4);
        var volvo = repair("volvo", "trucks", 4);
        deliverAll("trucks");
        var another = laptop.anotherNode();
        repair("man", "trucks", 4);
        another.deliver("trucks");

        another.runLeased();

        assertThat(isLeased(volvo)).isTrue();
        assertThat(another.runLeased()).isTrue();
        assertThat(volvo.successful()).isTrue();
    }
}
