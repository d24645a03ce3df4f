package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of tasks while the database cannot be reached. */
class DatabaseAwayTest {

    static class Office {

        private final Laptop laptop;
        private final List<Integer> deliveries = new ArrayList<>();

        Office(Laptop laptop) {
            this.laptop = laptop;
        }

        @Task(name = "file")
        String file(TaskContext context) {
            deliveries.add(context.delivery().orElseThrow().count());
            laptop.tasks().signature("archive").applyAsync(o -> o.queue("archive"));
            return "filed";
        }

        @Task(name = "shred", ignoreResult = true)
        void shred(TaskContext context) {
            file(context);
            throw new IllegalStateException("jammed");
        }
    }

    private final Laptop laptop = new Laptop();
    private final Office office = laptop.add(new Office(laptop));

    private void outage(Duration duration) {
        laptop.databaseIsAway(true);
        for (var passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plusSeconds(1)) {
            laptop.deliver("apium");
            laptop.clock().advance(Duration.ofSeconds(1));
        }
        laptop.databaseIsAway(false);
        laptop.clock().advance(Duration.ofSeconds(5));
    }

    private void assertNothingIsLost(AsyncResult<?> task, TaskState state, int effects) {
        assertThat(task.state()).isEqualTo(state);
        assertThat(laptop.messages("archive")).hasSize(effects);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();
        assertThat(laptop.messages("DLQ")).isEmpty();
    }

    @Test
    void aTaskIsNotGivenUpHoweverLongTheDatabaseIsAway() {
        var task = laptop.tasks().signature(Office::file).delay();

        outage(Duration.ofHours(1));
        while (laptop.deliver("apium")) {
            assertThat(task.ready()).isTrue();
        }

        assertNothingIsLost(task, TaskState.SUCCESS, 1);
    }

    @Test
    void aTaskIsNotCalledAgainAsLongAsNobodyCanTellWhetherItIsDecided() {
        // A node calls nothing before it has read what is revoked.
        laptop.tick();
        laptop.tasks().signature(Office::file).delay();

        outage(Duration.ofHours(1));

        assertThat(office.deliveries).containsExactly(1);
    }

    @Test
    void aDecisionIsFoundWhenTheDatabaseIsBack() {
        var task = laptop.tasks().signature(Office::shred).delay();
        laptop.deliver("apium");
        assertThat(task.state()).isEqualTo(TaskState.FAILURE);

        outage(Duration.ofMinutes(1));
        while (laptop.deliver("apium")) {
            assertThat(office.deliveries).hasSize(1);
        }

        assertThat(office.deliveries).hasSize(1);
        assertNothingIsLost(task, TaskState.FAILURE, 0);
    }

    @Test
    void theMessageStaysWhatItWas() {
        var task = laptop.tasks()
                .signature(Office::file)
                .applyAsync(o -> o.priority(7).header("tenant", "acme"));
        var before = laptop.messages("apium").get(0);

        outage(Duration.ofSeconds(4));

        assertThat(laptop.messages("apium")).singleElement().satisfies(after -> {
            assertThat(after.priority()).isEqualTo(7);
            assertThat(after.body()).isEqualTo(before.body());
            assertThat(after.properties()).containsAllEntriesOf(before.properties());
        });
        assertThat(task.state()).isEqualTo(TaskState.PENDING);
    }
}
