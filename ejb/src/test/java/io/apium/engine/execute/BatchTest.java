package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that share a transaction. One {@code deliver} is one transaction. */
class BatchTest {

    static class NoMoneyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class Ledger {

        private final Laptop laptop;
        private final Journal journal;
        private final Set<Object> transactions = new HashSet<>();

        Ledger(Laptop laptop) {
            this.laptop = laptop;
            this.journal = new Journal(laptop);
        }

        @Task(name = "book", batchable = true)
        void book(String entry) {
            transactions.add(laptop.transactions().current().orElseThrow());
            journal.write(entry);
        }

        @Task(name = "bookAlone")
        void bookAlone(String entry) {
            book(entry);
        }

        @Task(name = "overdraw", batchable = true)
        void overdraw(String entry) {
            book(entry);
            throw new NoMoneyException();
        }

        @Task(name = "overdrawAllTheSame", batchable = true, dontRollbackOn = NoMoneyException.class)
        void overdrawAllTheSame(String entry) {
            overdraw(entry);
        }

        @Task(name = "bookLater", batchable = true)
        void bookLater(TaskContext context, String entry) {
            book(entry);
            if (context.attempt() == 0) {
                throw context.retry();
            }
        }

        @Task(name = "giveBackOnce", batchable = true)
        void giveBackOnce(TaskContext context, String entry) {
            book(entry);
            if (!context.delivery().orElseThrow().redelivered()) {
                throw context.reject("not now").requeue();
            }
        }

        @Task(name = "ignore", batchable = true)
        void ignore(TaskContext context, String entry) {
            book(entry);
            throw context.ignore();
        }
    }

    private final Laptop laptop = new Laptop();
    private final Ledger ledger = laptop.add(new Ledger(laptop));

    private void book(String... entries) {
        for (var entry : entries) {
            laptop.tasks().signature(Ledger::book, entry).delay();
        }
    }

    /** {@return how many tasks the next transaction calls} */
    private int delivered() {
        var before = ledger.journal.calls().size();
        laptop.deliver("apium");
        return ledger.journal.calls().size() - before;
    }

    @Test
    void batchableTasksShareATransaction() {
        book("a", "b", "c");

        assertThat(delivered()).isEqualTo(3);

        assertThat(ledger.transactions).hasSize(1);
        assertThat(ledger.journal.kept()).containsExactly("a", "b", "c");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aTaskThatIsNotBatchableRunsLast() {
        book("a", "b");
        laptop.tasks().signature(Ledger::bookAlone, "c").delay();
        laptop.tasks().signature(Ledger::bookAlone, "d").delay();
        book("e");

        assertThat(delivered()).isEqualTo(3);
        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(1);
        assertThat(ledger.journal.kept()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aFailureIsRecordedAtOnceAndItsNeighboursAreDoneAgainOneByOne() {
        book("a", "b");
        var failing = laptop.tasks().signature(Ledger::overdraw, "too much").delay();
        book("c", "d");

        assertThat(delivered()).isEqualTo(3);
        assertThat(failing.state()).isEqualTo(TaskState.FAILURE);
        assertThat(ledger.journal.kept()).isEmpty();
        assertThat(laptop.messages("apium")).hasSize(5);

        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(2);
        assertThat(ledger.journal.calls()).containsExactly("a", "b", "too much", "a", "b", "c", "d");
        assertThat(ledger.journal.kept()).containsExactly("a", "b", "c", "d");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aRetryIsSentAtOnceAndItsNeighboursAreDoneAgain() {
        book("a");
        var retried = laptop.tasks().signature(Ledger::bookLater, "later").delay();

        assertThat(delivered()).isEqualTo(2);
        assertThat(retried.state()).isEqualTo(TaskState.RETRY);
        laptop.work();
        assertThat(ledger.journal.kept()).containsExactly("a");

        laptop.clock().advance(Duration.ofMinutes(3));
        laptop.work();
        assertThat(ledger.journal.calls()).containsExactly("a", "later", "a", "later");
        assertThat(ledger.journal.kept()).containsExactly("a", "later");
    }

    @Test
    void aTaskThatGivesItsMessageBackTakesItsNeighboursWithIt() {
        book("a");
        laptop.tasks().signature(Ledger::giveBackOnce, "b").delay();

        assertThat(delivered()).isEqualTo(2);
        assertThat(ledger.journal.kept()).isEmpty();
        laptop.work();

        assertThat(ledger.journal.kept()).containsExactly("a", "b");
    }

    @Test
    void anOutcomeThatKeepsItsWorkKeepsTheBatch() {
        book("a");
        var failing = laptop.tasks().signature(Ledger::overdrawAllTheSame, "b").delay();
        laptop.tasks().signature(Ledger::ignore, "c").delay();
        book("d");

        assertThat(delivered()).isEqualTo(4);

        assertThat(failing.state()).isEqualTo(TaskState.FAILURE);
        assertThat(ledger.journal.kept()).containsExactly("a", "b", "c", "d");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aBatchThatDoesNotCommitIsDoneAgainOneByOne() {
        book("a", "b", "c");

        laptop.crash("apium");
        assertThat(ledger.journal.kept()).isEmpty();

        assertThat(IntStream.range(0, 3).map(i -> delivered())).containsExactly(1, 1, 1);
        assertThat(ledger.journal.kept()).containsExactly("a", "b", "c");
    }

    @Test
    void aMessageThatWasThereBeforeEndsABatch() {
        book("old");
        laptop.crash("apium");
        laptop.tasks().signature(Ledger::book, "urgent").applyAsync(o -> o.priority(9));
        book("new");

        assertThat(delivered()).isEqualTo(2);
        assertThat(ledger.journal.kept()).containsExactly("urgent", "old");
    }

    @Test
    void messagesThatAreNotCalledComeBackWithTheirBatch() {
        var expired = laptop.tasks()
                .signature(Ledger::book, "expired")
                .applyAsync(o -> o.expires(laptop.clock().instant()));
        laptop.clock().advance(Duration.ofNanos(1));
        laptop.send("apium", Map.of("apium_version", 1, "apium_id", "id", "apium_task", "nobody"), "{}");
        book("a");

        laptop.crash("apium");
        assertThat(expired.state()).isEqualTo(TaskState.PENDING);
        assertThat(laptop.messages("apium.dead")).isEmpty();
        laptop.work();

        assertThat(expired.state()).isEqualTo(TaskState.REVOKED);
        assertThat(laptop.messages("apium.dead")).hasSize(1);
        assertThat(ledger.journal.kept()).containsExactly("a");
    }

    @Test
    void aCommitThatIsRefusedBecauseOfOneTaskSparesTheOthers() {
        laptop.tasks().signature(Ledger::book, "a").applyAsync(o -> o.taskId("order-7"));
        book("b");
        laptop.tasks().signature(Ledger::book, "a again").applyAsync(o -> o.taskId("order-7"));
        book("c");

        assertThat(delivered()).isEqualTo(4);
        assertThat(ledger.journal.kept()).isEmpty();
        laptop.work();

        assertThat(ledger.journal.kept()).containsExactly("a", "b", "c");
        assertThat(laptop.messages("DLQ")).isEmpty();
    }

    @Test
    void aFailureThatCannotBeRecordedIsDoneAgainToo() {
        book("a");
        var failing = laptop.tasks().signature(Ledger::overdraw, "too much").delay();

        laptop.failCommits(1);
        assertThat(delivered()).isEqualTo(2);
        assertThat(failing.state()).isEqualTo(TaskState.PENDING);
        laptop.work();

        assertThat(ledger.journal.kept()).containsExactly("a");
        assertThat(failing.state()).isEqualTo(TaskState.FAILURE);
        assertThat(ledger.journal.calls()).isEqualTo(List.of("a", "too much", "a", "too much"));
    }
}
