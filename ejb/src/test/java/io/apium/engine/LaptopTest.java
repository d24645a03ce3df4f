package io.apium.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether the laptop keeps the promises of a server, on which all other tests rest. */
class LaptopTest {

    static class Notes {

        private final TaskClient tasks;
        private final List<String> written = new ArrayList<>();

        Notes(TaskClient tasks) {
            this.tasks = tasks;
        }

        @Task(name = "write", ignoreResult = true)
        void write(String text) {
            written.add(text);
        }

        @Task(name = "countDown", queue = "countdown", ignoreResult = true)
        void countDown(int from) {
            written.add(String.valueOf(from));
            if (from > 0) {
                tasks.signature(Notes::countDown, from - 1).delay();
            }
        }
    }

    private final Laptop laptop = new Laptop();
    private final Notes notes = laptop.add(new Notes(laptop.tasks()));

    private void write(String text) {
        laptop.tasks().signature(Notes::write, text).delay();
    }

    private static StoredResult result(String id, @Nullable String value) {
        return new StoredResult(
                id,
                "task",
                TaskState.SUCCESS,
                0,
                value,
                null,
                "worker",
                id,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null);
    }

    @Test
    void deliversNothingByItself() {
        write("a");

        assertThat(notes.written).isEmpty();
        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(notes.written).containsExactly("a");
        assertThat(laptop.deliver("apium")).isFalse();
    }

    @Test
    void workIncludesWhatTasksSend() {
        laptop.tasks().signature(Notes::countDown, 3).delay();

        assertThat(laptop.work()).isEqualTo(4);
        assertThat(notes.written).containsExactly("3", "2", "1", "0");
    }

    @Test
    void aMessageSentInATransactionIsDeliverableAfterItsCommit() {
        laptop.inTransaction(() -> {
            write("a");
            assertThat(laptop.messages("apium")).hasSize(1);
            assertThat(laptop.deliver("apium")).isFalse();
        });

        assertThat(laptop.deliver("apium")).isTrue();
    }

    @Test
    void aRollbackTakesMessagesAndResultsBack() {
        laptop.inTransaction(() -> {
            write("a");
            laptop.stores().results().insert(result("id", null));
            laptop.transactions().setRollbackOnly();
        });
        assertThatThrownBy(() -> laptop.inTransaction(() -> {
                    write("b");
                    throw new IllegalArgumentException("rolls back");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(laptop.result("id")).isEmpty();
    }

    @Test
    void aNewTransactionSuspendsTheCurrentOne() {
        var transactions = laptop.transactions();
        laptop.inTransaction(() -> {
            var outer = transactions.current();
            write("outer");
            transactions.setRollbackOnly();
            transactions.inNew(() -> {
                assertThat(transactions.current()).isPresent().isNotEqualTo(outer);
                assertThat(transactions.status()).isEqualTo(Transactions.Status.ACTIVE);
                write("inner");
            });
            assertThat(transactions.current()).isEqualTo(outer);
            assertThat(transactions.status()).isEqualTo(Transactions.Status.ROLLBACK_ONLY);
        });

        laptop.work();
        assertThat(notes.written).containsExactly("inner");
    }

    @Test
    void outsideIsNoTransaction() {
        var transactions = laptop.transactions();
        laptop.inTransaction(() -> {
            write("inside");
            assertThat(transactions.<Boolean>outside(
                            () -> transactions.current().isEmpty()))
                    .isTrue();
            assertThat(transactions.<Integer>outside(
                            () -> laptop.messages("apium").size()))
                    .isZero();
        });

        assertThat(transactions.current()).isEmpty();
        assertThatThrownBy(transactions::setRollbackOnly).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecondResultForAnIdFailsTheCommitWithAllThatIsInIt() {
        laptop.stores().results().insert(result("id", "1"));

        assertThatThrownBy(() -> laptop.inTransaction(() -> {
                    write("a");
                    laptop.stores().results().insert(result("id", "2"));
                }))
                .hasMessageContaining("id has a result already");

        assertThat(laptop.result("id")).contains(result("id", "1"));
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aTransactionSeesItsOwnResultsAndThoseCommittedMeanwhile() {
        laptop.inTransaction(() -> {
            laptop.stores().results().insert(result("own", null));
            laptop.transactions().inNew(() -> laptop.stores().results().insert(result("other", null)));

            assertThat(laptop.result("own")).isPresent();
            assertThat(laptop.result("other")).isPresent();
            assertThat(laptop.stores().results().delete(List.of("own"))).isTrue();
            assertThat(laptop.stores().results().delete(List.of("own"))).isFalse();
        });
    }

    @Test
    void aMessageComesBackUntilItsTwentiethDelivery() {
        write("a");
        for (int delivery = 1; delivery <= 20; delivery++) {
            assertThat(laptop.crash("apium")).isTrue();
        }

        assertThat(laptop.crash("apium")).isFalse();
        assertThat(laptop.messages("DLQ"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.deliveries()).isEqualTo(20));
        assertThat(laptop.work()).isZero();
        assertThat(notes.written).hasSize(5);
    }

    @Test
    void deliversUrgentMessagesFirstAndThenOldOnes() {
        write("old");
        write("new");
        laptop.tasks().signature(Notes::write, "urgent").applyAsync(o -> o.priority(9));

        laptop.work();

        assertThat(notes.written).containsExactly("urgent", "old", "new");
    }

    @Test
    void holdsAMessageBackUntilItsTime() {
        laptop.tasks().signature(Notes::write, "late").applyAsync(o -> o.countdown(Duration.ofMinutes(5)));

        laptop.clock().advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(laptop.deliver("apium")).isFalse();
        laptop.clock().advance(Duration.ofNanos(1));
        assertThat(laptop.deliver("apium")).isTrue();
    }

    @Test
    void aMessageInDeliveryIsNotDeliveredToAnother() {
        class Greedy {
            @Task(name = "greedy")
            boolean takeAnother() {
                return laptop.transactions().<Boolean>outside(() -> laptop.deliver("apium"));
            }
        }
        laptop.add(new Greedy());
        var another = laptop.tasks().signature("greedy").delay();

        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(another.get(Duration.ZERO)).isEqualTo(false);
    }

    @Test
    void deadLettersAreNotWorkedOff() {
        laptop.send("apium", Map.of(), "no task");

        assertThat(laptop.work()).isEqualTo(1);
        assertThat(laptop.messages("apium.dead")).hasSize(1);
    }

    @Test
    void commitsFailAsManyAsTheTestWants() {
        laptop.failCommitsAfter(1, 2);
        write("a");
        for (int i = 0; i < 3; i++) {
            assertThat(laptop.messages("apium")).hasSize(1);
            assertThat(laptop.deliver("apium")).isTrue();
        }

        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(notes.written).containsExactly("a", "a", "a");
    }

    @Test
    void nothingCommitsWithoutPower() {
        write("a");

        laptop.cutPowerAfter(1);
        laptop.inTransaction(() -> write("b"));
        laptop.deliver("apium");
        assertThatThrownBy(() -> write("c")).hasMessage("The power is cut");
        assertThatThrownBy(() -> laptop.inTransaction(() -> {})).hasMessage("The power is cut");
        assertThat(laptop.messages("apium"))
                .extracting(LaptopMessage::deliveries)
                .containsExactly(1, 0);

        laptop.restart();
        laptop.work();
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aMessageWhoseTransactionTimesOutIsDeliverableAtOnce() {
        class Sleeper {
            @Task(name = "sleep")
            boolean sleep(TaskContext context) {
                if (context.delivery().orElseThrow().redelivered()) {
                    return true;
                }
                laptop.timeOut();
                return laptop.transactions().<Boolean>outside(() -> laptop.deliver("apium"));
            }
        }
        laptop.add(new Sleeper());
        var sleep = laptop.tasks().signature("sleep").delay();

        assertThat(laptop.deliver("apium")).isTrue();
        assertThat(sleep.get(Duration.ZERO)).isEqualTo(true);
        assertThat(laptop.deliver("apium")).isFalse();
    }

    @Test
    void anotherNodeHasTheSameTasksAndQueues() {
        write("a");

        assertThat(laptop.anotherNode().deliver("apium")).isTrue();

        assertThat(notes.written).containsExactly("a");
        assertThat(laptop.deliver("apium")).isFalse();
    }
}
