package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.spi.OutgoingMessage;
import io.apium.spi.ParkedMessage;
import io.apium.spi.ScheduleStore;
import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Definition;
import io.apium.spi.StoredSchedule.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScheduleStoreTest {

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

        static final Instant DUE = Instant.parse("2026-10-25T01:30:00Z");
        static final Instant RUN = Instant.parse("2026-10-25T01:30:00.123456Z");

        final OpenDatabase database;
        final ScheduleStore store;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaScheduleStore(database.entityManagers());
        }

        static StoredSchedule schedule(String name, @Nullable Instant dueAt) {
            return new StoredSchedule(
                    "shop",
                    name,
                    new Definition("ANNOTATION", "f1", false, "interval(1 minutes)", "{\"task\":\"t\"}", "{}"),
                    Progress.before(dueAt),
                    0);
        }

        StoredSchedule find(String name) {
            return store.find("shop", name).orElseThrow();
        }

        static StoredSchedule later(StoredSchedule schedule) {
            return new StoredSchedule(
                    schedule.application(),
                    schedule.name(),
                    schedule.definition(),
                    schedule.progress(),
                    schedule.revision() + 1);
        }

        @Test
        void oneComesBackAsItWent() {
            var declared = schedule("a", DUE);
            var ended = new StoredSchedule(
                    "shop",
                    "b",
                    new Definition("RUNTIME", null, true, "s".repeat(2_000), "c".repeat(100_000), "{}"),
                    new Progress(null, 7, DUE, RUN, "last", "last", "no such queue"),
                    3);
            store.insert(declared);
            store.insert(ended);
            assertThat(find("a")).isEqualTo(declared);
            assertThat(find("b")).isEqualTo(ended);
            assertThat(store.findAll("shop")).containsExactly(declared, ended);
        }

        @Test
        void eachApplicationHasItsOwn() {
            var other = new StoredSchedule("bank", "a", schedule("a", DUE).definition(), Progress.before(DUE), 0);
            store.insert(schedule("a", DUE));
            store.insert(other);
            assertThat(store.findAll("bank")).containsExactly(other);
            assertThat(store.findDue("bank", DUE, 10)).containsExactly(other);
            assertThat(store.glance("museum").nextRun()).isNull();
        }

        @Test
        void aSecondOfTheSameNameIsRefused() {
            store.insert(schedule("a", DUE));
            assertThatThrownBy(() -> store.insert(schedule("a", RUN))).isInstanceOf(RuntimeException.class);
            assertThat(find("a")).isEqualTo(schedule("a", DUE));
        }

        @Test
        void thoseThatAreDueAreFoundEarliestFirst() {
            store.insert(schedule("now", DUE));
            store.insert(schedule("before", DUE.minusSeconds(1)));
            store.insert(schedule("later", DUE.plusNanos(1_000)));
            store.insert(schedule("never", null));
            assertThat(store.findDue("shop", DUE, 10))
                    .extracting(StoredSchedule::name)
                    .containsExactly("before", "now");
            assertThat(store.findDue("shop", DUE, 1)).hasSize(1);
        }

        @Test
        void whoeverAdvancesItFirstHasAdvancedIt() {
            store.insert(schedule("a", DUE));
            var read = find("a");
            var advanced = read.with(read.progress().run(1, DUE, RUN, "id").due(DUE.plusSeconds(60)));
            assertThat(store.advance(advanced)).isTrue();
            assertThat(store.advance(advanced)).isFalse();
            assertThat(store.change(advanced)).isFalse();
            assertThat(store.delete(advanced)).isFalse();
            assertThat(find("a")).isEqualTo(later(advanced));
        }

        @Test
        void oneThatIsNotRunCanBeAdvancedToo() {
            store.insert(schedule("a", DUE));
            var skipped = find("a").with(Progress.before(null).running("other"));
            assertThat(store.advance(skipped)).isTrue();
            assertThat(find("a")).isEqualTo(later(skipped));
            assertThat(store.findRunning("shop")).containsExactly(later(skipped));
            var ended = later(skipped).with(Progress.before(DUE));
            assertThat(store.advance(ended)).isTrue();
            assertThat(find("a").progress()).isEqualTo(Progress.before(DUE));
            assertThat(store.findRunning("shop")).isEmpty();
        }

        @Test
        void aChangeKeepsItsRuns() {
            store.insert(schedule("a", DUE));
            var read = find("a");
            assertThat(store.advance(read.with(read.progress().run(1, DUE, RUN, "id"))))
                    .isTrue();
            var run = find("a");
            var changed = run.with(new Definition("CODE", null, true, "interval(2 minutes)", "{}", "{\"x\":1}"))
                    .with(run.progress().due(RUN));
            assertThat(store.change(changed)).isTrue();
            assertThat(find("a")).isEqualTo(later(changed));
            assertThat(store.delete(find("a"))).isTrue();
            assertThat(store.find("shop", "a")).isEmpty();
        }

        @Test
        void aGlanceTellsTheTimeAndWhatComesNext() {
            var before = database.now();
            var nothing = store.glance("shop");
            assertThat(nothing.nextRun()).isNull();
            assertThat(nothing.nextRelease()).isNull();
            assertThat(nothing.now()).isBetween(before, database.now());
            store.insert(schedule("never", null));
            assertThat(store.glance("shop").nextRun()).isNull();
            store.insert(schedule("b", RUN));
            store.insert(schedule("a", DUE));
            new JpaParkedStore(database.entityManagers())
                    .insert(new ParkedMessage(
                            new ParkedMessage.Entry("k", "id", "task", 0, "queue", RUN, DUE, 2),
                            new OutgoingMessage("queue", null, Duration.ZERO, Map.of(), "{}")));
            assertThat(store.glance("shop").nextRun()).isEqualTo(DUE);
            assertThat(store.glance("shop").nextRelease()).isEqualTo(RUN);
        }

        @Test
        void whatNodesDoEverySecondIsOneStatement() throws Exception {
            store.insert(schedule("a", DUE));
            assertThat(database.statements().during(() -> store.glance("shop"))).hasSize(1);
            var read = find("a");
            assertThat(database.statements()
                            .during(() -> store.advance(read.with(
                                    read.progress().run(1, DUE, RUN, "id").due(null)))))
                    .containsExactly("update apium_schedule");
        }
    }

    abstract static class JtaContract extends Contract {

        private final JtaPlatform platform = new JtaPlatform();

        JtaContract(OpenDatabase database) {
            super(database);
        }

        @Test
        void anAdvanceIsTakenBackWithItsTransaction() throws Exception {
            store.insert(schedule("a", DUE));
            var transactions = platform.manager();
            transactions.begin();
            assertThat(store.advance(find("a").with(Progress.before(RUN)))).isTrue();
            transactions.rollback();
            assertThat(find("a")).isEqualTo(schedule("a", DUE));
        }

        @Test
        void oneIsLockedByOneTransactionAndNobodyWaits() throws Exception {
            store.insert(schedule("a", DUE));
            store.insert(schedule("b", DUE));
            var transactions = platform.manager();
            transactions.begin();
            assertThat(store.lock(find("a"))).isTrue();

            platform.inNew(() -> {
                assertThat(store.lock(find("a"))).isFalse();
                assertThat(store.lock(find("b"))).isTrue();
            });

            transactions.rollback();
            var read = find("a");
            platform.inNew(() -> assertThat(
                            store.advance(read.with(read.progress().due(DUE.plusSeconds(1)))))
                    .isTrue());
            platform.inNew(() -> {
                assertThat(store.lock(read)).isFalse();
                assertThat(store.lock(find("a"))).isTrue();
            });
        }

        @Test
        void ofManyNodesOneWinsEachDueTime() throws Exception {
            store.insert(schedule("a", DUE));
            var executor = Executors.newCachedThreadPool();
            try {
                var nodes = IntStream.range(0, 4)
                        .mapToObj(node -> executor.submit(() -> runTo(20)))
                        .toList();
                var won = 0;
                for (var node : nodes) {
                    won += node.get();
                }
                assertThat(won).isEqualTo(20);
                assertThat(find("a").progress().runs()).isEqualTo(20);
                assertThat(find("a").revision()).isEqualTo(20);
            } finally {
                executor.shutdownNow();
            }
        }

        /** {@return how many due times this one has won} */
        private int runTo(int runs) {
            var won = new int[1];
            while (find("a").progress().runs() < runs) {
                var read = find("a");
                if (read.progress().runs() < runs) {
                    platform.inNew(() -> {
                        var next = read.progress()
                                .run(1, DUE, RUN, "id")
                                .due(DUE.plusSeconds(read.progress().runs()));
                        if (store.advance(read.with(next))) {
                            won[0]++;
                        }
                    });
                }
            }
            return won[0];
        }
    }
}
