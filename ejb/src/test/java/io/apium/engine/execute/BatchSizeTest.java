package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many messages one transaction takes. One {@code deliver} is one transaction. */
class BatchSizeTest {

    static class Ledger {

        private final Laptop laptop;
        private final Journal journal;

        Ledger(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        @Task(name = "book", batchable = true)
        void book(String entry) {
            journal.write(entry);
        }

        @Task(name = "bookSlowly", batchable = true)
        void bookSlowly(String entry, Duration time) {
            journal.write(entry);
            laptop.clock().advance(time);
        }

        @Task(name = "overdraw", batchable = true)
        void overdraw(String entry) {
            journal.write(entry);
            throw new IllegalArgumentException(entry);
        }
    }

    private Laptop laptop = new Laptop();
    private Ledger ledger = laptop.add(new Ledger(laptop));

    private void configure(Map<String, String> settings) {
        laptop = new Laptop(settings);
        ledger = laptop.add(new Ledger(laptop));
    }

    private void book(String... entries) {
        for (var entry : entries) {
            laptop.tasks().signature(Ledger::book, entry).delay();
        }
    }

    private void bookMany(int count) {
        IntStream.range(0, count).forEach(i -> book("entry " + i));
    }

    private void bookSlowly(String queue, Duration time) {
        laptop.tasks().signature(Ledger::bookSlowly, "slow", time).applyAsync(o -> o.queue(queue));
    }

    private AsyncResult<Void> overdraw() {
        return laptop.tasks().signature(Ledger::overdraw, "too much").delay();
    }

    /** {@return how many tasks the next transaction of the queue calls} */
    private int delivered(String queue) {
        var before = ledger.journal.calls().size();
        laptop.deliver(queue);
        return ledger.journal.calls().size() - before;
    }

    private int delivered() {
        return delivered("apium");
    }

    private void failAsLastOf(int size) {
        bookMany(size - 1);
        overdraw();
        assertThat(delivered()).isEqualTo(size);
        laptop.work();
    }

    @Test
    void aBatchHasAtMostSoManyTasks() {
        bookMany(51);
        assertThat(delivered()).isEqualTo(50);

        configure(Map.of("apium.worker-max-batch", "3"));
        bookMany(4);
        assertThat(delivered()).isEqualTo(3);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void aQueueHasSettingsOfItsOwn() {
        configure(Map.of(
                "apium.worker-max-batch",
                "3",
                "apium.worker.\"bulk\".max-batch",
                "5",
                "apium.worker.\"bulk\".batch-time",
                "PT1M"));
        for (int i = 0; i < 9; i++) {
            book("entry");
            bookSlowly("bulk", Duration.ofSeconds(20));
        }

        assertThat(delivered("apium")).isEqualTo(3);
        assertThat(delivered("bulk")).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            laptop.tasks()
                    .signature(Ledger::book, "urgent")
                    .applyAsync(o -> o.queue("bulk").priority(9));
        }
        assertThat(delivered("bulk")).isEqualTo(5);
    }

    @Test
    void aBatchTakesNoMoreWhenItsTimeIsUp() {
        for (int i = 0; i < 4; i++) {
            bookSlowly("apium", Duration.ofMillis(50));
        }
        bookSlowly("apium", Duration.ofMinutes(1));
        book("entry");

        assertThat(delivered()).isEqualTo(2);
        assertThat(delivered()).isEqualTo(2);
        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void anotherQueueIsAnotherBatch() {
        book("a");
        laptop.tasks().signature(Ledger::book, "b").applyAsync(o -> o.queue("other"));

        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered("other")).isEqualTo(1);
    }

    @Test
    void aFailureHalvesTheBatchesAndFullOnesDoubleThem() {
        configure(Map.of("apium.worker-max-batch", "8"));
        failAsLastOf(8);

        bookMany(40);
        assertThat(IntStream.range(0, 4).map(i -> delivered())).containsExactly(4, 8, 8, 8);
    }

    @Test
    void aFailureAloneHalvesNothing() {
        configure(Map.of("apium.worker-max-batch", "8"));
        failAsLastOf(1);

        bookMany(9);
        assertThat(delivered()).isEqualTo(8);
    }

    @Test
    void batchesThatAreNotFullDoNotGrow() {
        configure(Map.of("apium.worker-max-batch", "8"));
        failAsLastOf(8);

        bookMany(3);
        assertThat(delivered()).isEqualTo(3);
        bookMany(9);
        assertThat(delivered()).isEqualTo(4);
    }

    @Test
    void aBatchOfTwoThatFailsIsFollowedByABatchOfOne() {
        configure(Map.of("apium.worker-max-batch", "2"));
        book("entry");
        overdraw();
        assertThat(delivered()).isEqualTo(2);
        IntStream.range(0, 3)
                .forEach(i -> laptop.tasks().signature(Ledger::book, "urgent").applyAsync(o -> o.priority(9)));

        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(2);
    }

    @Test
    void eachQueueAdaptsByItself() {
        configure(Map.of("apium.worker-max-batch", "4"));
        failAsLastOf(4);

        for (int i = 0; i < 4; i++) {
            laptop.tasks().signature(Ledger::book, "entry").applyAsync(o -> o.queue("other"));
        }
        assertThat(delivered("other")).isEqualTo(4);
    }

    @Test
    void messagesThatAreNotCalledCountAsOthersDo() {
        configure(Map.of("apium.worker-max-batch", "5"));
        var failing = overdraw();
        laptop.deliver("apium");
        var expired = laptop.tasks()
                .signature(Ledger::book, "expired")
                .applyAsync(o -> o.expires(laptop.clock().instant()));
        laptop.clock().advance(Duration.ofNanos(1));
        book("a");
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "id", "apium_task", "nobody"), "{}");
        book("b", "c");

        assertThat(delivered()).isEqualTo(2);

        assertThat(ledger.journal.kept()).containsExactly("a", "b");
        assertThat(expired.state()).isEqualTo(TaskState.REVOKED);
        assertThat(failing.state()).isEqualTo(TaskState.FAILURE);
        assertThat(laptop.tasks().result("id").state()).isEqualTo(TaskState.FAILURE);
        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void aCommitThatFailsHalvesTheBatchesToo() {
        configure(Map.of("apium.worker-max-batch", "8"));
        bookMany(8);
        laptop.failCommits(1);
        assertThat(delivered("apium")).isEqualTo(8);
        laptop.work();

        bookMany(20);

        assertThat(delivered("apium")).isEqualTo(4);
    }
}
