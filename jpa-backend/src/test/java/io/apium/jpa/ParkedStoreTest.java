package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedMessage;
import io.apium.spi.ParkedStore;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ParkedStoreTest {

    @Nested
    @OnEverySetup
    class Local extends Contract {

        Local(Setup setup) {
            super(OpenDatabase.local(setup));
        }
    }

    @Nested
    @OnEverySetup
    class Jta extends JtaContract {

        Jta(Setup setup) {
            super(OpenDatabase.jta(setup));
        }
    }

    abstract static class Contract {

        static final Instant DUE = Instant.parse("2026-10-25T01:30:00.654321Z");
        static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

        final OpenDatabase database;
        final ParkedStore store;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaParkedStore(database.entityManagers());
        }

        static ParkedMessage message(String key, String taskId, Instant dueAt) {
            return message(key, taskId, dueAt, 4, "{}");
        }

        static ParkedMessage message(
                String key, String taskId, Instant dueAt, @Nullable Integer priority, String body) {
            return new ParkedMessage(
                    new ParkedMessage.Entry(key, taskId, "task", 2, "queue", dueAt, LONG_AGO, body.length()),
                    new OutgoingMessage("queue", priority, Duration.ZERO, Map.of("apium_id", taskId, "n", 1), body));
        }

        @Test
        void aMessageComesBackAsItWentAndOnce() {
            var small = message("a", "1", DUE, null, "{}");
            var large = message("b", "2", DUE.plusNanos(1_000), 9, "x".repeat(1_048_576));
            store.insert(large);
            store.insert(small);
            assertThat(store.lockDue(DUE.plusSeconds(1), 10)).containsExactly(small.entry(), large.entry());
            assertThat(store.take(List.of("b", "a", "c"))).containsExactly(small, large);
            assertThat(store.take(List.of("b", "a", "c"))).isEmpty();
            assertThat(store.lockDue(DUE.plusSeconds(1), 10)).isEmpty();
            assertThat(store.take(List.of())).isEmpty();
        }

        @Test
        void thoseWhoseTimeHasComeAreFoundEarliestFirst() {
            store.insert(message("late", "1", DUE.plusNanos(1_000)));
            store.insert(message("z", "2", DUE));
            store.insert(message("a", "3", DUE));
            store.insert(message("early", "4", LONG_AGO));
            assertThat(store.lockDue(DUE, 10))
                    .extracting(ParkedMessage.Entry::key)
                    .containsExactly("early", "a", "z");
            assertThat(store.lockDue(DUE, 2)).hasSize(2);
            assertThat(store.lockDue(DUE, 10))
                    .allMatch(entry -> entry.parkedAt().equals(LONG_AGO));
        }

        @Test
        void theyAreListedPageByPage() {
            for (var key : List.of("d", "b", "c", "a")) {
                store.insert(message(key, key, DUE));
            }
            store.insert(message("e", "e", LONG_AGO));
            var first = store.list(null, 2);
            assertThat(first).extracting(ParkedMessage.Entry::key).containsExactly("e", "a");
            var second = store.list(first.get(1), 2);
            assertThat(second).extracting(ParkedMessage.Entry::key).containsExactly("b", "c");
            assertThat(store.list(second.get(1), 2))
                    .extracting(ParkedMessage.Entry::key)
                    .containsExactly("d");
        }

        @Test
        void oneIsFoundByItsTaskAndMoved() {
            store.insert(message("a", "1", DUE));
            store.insert(message("b", "2", DUE));
            assertThat(store.find("1")).extracting(ParkedMessage.Entry::key).containsExactly("a");
            assertThat(store.find("3")).isEmpty();
            assertThat(store.move(List.of("a", "c"), LONG_AGO)).isEqualTo(1);
            assertThat(store.move(List.of(), LONG_AGO)).isZero();
            assertThat(store.find("1"))
                    .containsExactly(message("a", "1", LONG_AGO).entry());
            assertThat(store.lockDue(LONG_AGO, 10)).hasSize(1);
        }

        @Test
        void aBatchIsTakenWithTwoStatements() throws Exception {
            store.insert(message("a", "1", DUE));
            store.insert(message("b", "2", DUE));
            assertThat(database.statements().during(() -> store.take(List.of("a", "b"))))
                    .containsExactly("select apium_parked", "delete apium_parked");
        }
    }

    abstract static class JtaContract extends Contract {

        private final JtaPlatform platform = new JtaPlatform();
        private final TransactionManager transactions = platform.manager();

        JtaContract(OpenDatabase database) {
            super(database);
        }

        @Test
        void theMessagesOfATransactionAreStoredByItsCommitInOneBatch() throws Exception {
            transactions.begin();
            for (int i = 0; i < 50; i++) {
                store.insert(message("key" + i, "id" + i, DUE));
            }
            assertThat(database.statements().during(transactions::commit)).containsExactly("insert apium_parked x 50");
        }

        @Test
        void whatIsTakenIsThereAgainAfterARollback() throws Exception {
            store.insert(message("a", "1", DUE));
            transactions.begin();
            assertThat(store.take(List.of("a"))).hasSize(1);
            transactions.rollback();
            assertThat(store.lockDue(DUE, 1)).hasSize(1);
        }

        @Test
        void whatAnotherTransactionHasLockedIsLeftOut() throws Exception {
            store.insert(message("a", "1", DUE));
            store.insert(message("b", "2", DUE));
            store.insert(message("c", "3", DUE));
            transactions.begin();
            store.move(List.of("a"), DUE.plusSeconds(9));
            var locked = new ArrayList<ParkedMessage.Entry>();

            platform.inNew(() -> locked.addAll(store.lockDue(DUE, 10)));

            transactions.rollback();
            assertThat(locked).extracting(ParkedMessage.Entry::key).containsExactly("b", "c");
            assertThat(store.lockDue(DUE, 10)).hasSize(3);
        }

        @Test
        void whatSeveralNodesTakeEachGetsOnce() throws Exception {
            var keys = IntStream.range(0, 40).mapToObj(i -> "key" + i).toList();
            keys.forEach(key -> store.insert(message(key, key, DUE)));
            var executor = Executors.newCachedThreadPool();
            try {
                var nodes = IntStream.range(0, 3)
                        .mapToObj(node -> executor.submit(this::takeAll))
                        .toList();
                var taken = new ArrayList<String>();
                for (var node : nodes) {
                    taken.addAll(node.get());
                }
                assertThat(taken).containsExactlyInAnyOrderElementsOf(keys);
            } finally {
                executor.shutdownNow();
            }
        }

        private List<String> takeAll() {
            var taken = new ArrayList<String>();
            while (!store.list(null, 1).isEmpty()) {
                var some = new ArrayList<String>();
                try {
                    platform.inNew(() -> {
                        var keys = store.lockDue(DUE, 5).stream()
                                .map(ParkedMessage.Entry::key)
                                .toList();
                        store.take(keys)
                                .forEach(message -> some.add(message.entry().key()));
                    });
                    taken.addAll(some);
                } catch (RuntimeException e) {
                    // MariaDB may take it for a deadlock, and a node tries again.
                    assertThat(e).hasStackTraceContaining("Deadlock");
                }
            }
            return taken;
        }
    }
}
