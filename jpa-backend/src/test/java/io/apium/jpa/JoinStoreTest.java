package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.TaskState;
import io.apium.spi.JoinStore;
import io.apium.spi.JoinStore.Count;
import io.apium.spi.JoinStore.Failure;
import io.apium.spi.JoinStore.Revival;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.StoredResult;
import jakarta.transaction.TransactionManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JoinStoreTest {

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
            super(setup);
        }
    }

    abstract static class Contract {

        static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
        static final Instant FUTURE = Instant.parse("2099-01-01T00:00:00Z");

        final OpenDatabase database;
        final JoinStore store;
        final JpaResultStore results;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaJoinStore(database.entityManagers());
            results = new JpaResultStore(database.entityManagers());
        }

        static StoredJoin join(String id, @Nullable String outerId) {
            return new StoredJoin(id, "root", outerId, State.OPEN, 0, true, "{}", null);
        }

        void open(String id, int size, Integer... stripes) {
            store.insert(join(id, null));
            store.seal(id, size, stripes.length == 0 ? size : stripes.length, List.of(stripes));
        }

        @Test
        void aJoinIsFoundAsItWasStored() {
            store.insert(join("a", "b"));
            assertThat(store.find("a")).contains(join("a", "b"));
            store.seal("a", 3, 3, List.of());
            assertThat(store.find("a").orElseThrow().size()).isEqualTo(3);
            assertThat(store.find("b")).isEmpty();
        }

        @Test
        void oneCountsTheLast() {
            open("a", 3);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.LEFT);
            assertThat(store.countDown("a", 2)).isEqualTo(Count.EMPTIED);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.ABSENT);
            assertThat(store.countDown("b", 1)).isEqualTo(Count.ABSENT);
        }

        @Test
        void aMemberThatIsForgottenKeepsItsResultUntilNobodyWaitsForIt() {
            open("a", 1);
            results.insert(member("m", "a", 0));
            results.insert(member("n", "b", 0));
            assertThat(results.delete(List.of("m", "n"))).isTrue();
            assertThat(results.find("m")).isPresent();
            assertThat(results.find("n")).isEmpty();
            results.deleteExpired(10);
            assertThat(results.members("a", 0, 10)).hasSize(1);

            store.close("a", PAST);
            results.deleteExpired(10);
            assertThat(results.find("m")).isEmpty();
            assertThat(results.delete(List.of("m"))).isFalse();
        }

        @Test
        void aMemberOfAnInnerGroupIsWaitedForAsLongAsTheOuterOneIs() {
            store.insert(join("outer", null));
            store.insert(join("middle", "outer"));
            store.insert(join("inner", "middle"));
            results.insert(member("m", "inner", 0));
            results.delete(List.of("m"));
            assertThat(results.find("m")).isPresent();

            store.close("outer", FUTURE);
            results.delete(List.of("m"));
            assertThat(results.find("m")).isEmpty();
        }

        @Test
        void stripesCountForThemselves() {
            open("a", 5, 2, 3);
            assertThat(store.countDown("a", 0, 1)).isEqualTo(Count.LEFT);
            assertThat(store.countDown("a", 1, 3)).isEqualTo(Count.EMPTIED);
            assertThat(store.countDown("a", 0, 1)).isEqualTo(Count.EMPTIED);
            assertThat(store.countDown("a", 0, 1)).isEqualTo(Count.ABSENT);
            assertThat(store.countDown("a", 2, 1)).isEqualTo(Count.ABSENT);
            assertThat(store.countDown("a", 2)).isEqualTo(Count.EMPTIED);
        }

        @Test
        void aMemberThatAddsTwoCountsUp() {
            open("a", 1);
            assertThat(store.countDown("a", -1)).isEqualTo(Count.LEFT);
            assertThat(store.grow("a", 2)).isEqualTo(1);
            assertThat(store.find("a").orElseThrow().size()).isEqualTo(3);
            assertThat(store.countDown("a", 2)).isEqualTo(Count.EMPTIED);
        }

        @Test
        void aJoinFailsOnceAndCountsOn() {
            open("a", 3);
            assertThat(store.fail("a", 1)).isEqualTo(Failure.FIRST);
            assertThat(store.fail("a", 1)).isEqualTo(Failure.LATER);
            assertThat(store.countDown("a", 2)).isEqualTo(Count.LEFT);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.EMPTIED);
            assertThat(store.find("a").orElseThrow().state()).isEqualTo(State.FAILED);
            assertThat(store.fail("b", 1)).isEqualTo(Failure.ABSENT);
        }

        @Test
        void aJoinIsOpenAgainWhenAllThatFailedRunOnceMore() {
            open("a", 3);
            store.countDown("a", 3);
            store.fail("a", 2);
            store.close("a", FUTURE);
            assertThat(store.find("a").orElseThrow().state()).isEqualTo(State.FAILED);

            assertThat(store.revive("a", null)).isEqualTo(Revival.STILL_FAILED);
            assertThat(store.revive("a", null)).isEqualTo(Revival.REOPENED);
            assertThat(store.revive("a", null)).isEqualTo(Revival.ABSENT);

            assertThat(store.find("a").orElseThrow().state()).isEqualTo(State.OPEN);
            assertThat(store.find("a").orElseThrow().expiresAt()).isNull();
            assertThat(store.countDown("a", 1)).isEqualTo(Count.LEFT);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.EMPTIED);
        }

        @Test
        void aStripeThatWasEmptyCountsAgain() {
            open("a", 5, 2, 3);
            store.countDown("a", 0, 2);
            store.countDown("a", 1);
            store.countDown("a", 1, 1);
            store.fail("a", 2);

            store.revive("a", 0);
            assertThat(store.revive("a", 1)).isEqualTo(Revival.REOPENED);

            assertThat(store.countDown("a", 0, 1)).isEqualTo(Count.EMPTIED);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.LEFT);
            assertThat(store.countDown("a", 1, 3)).isEqualTo(Count.EMPTIED);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.EMPTIED);
        }

        @Test
        void whatIsInsideStaysWhileItsMembersRun() {
            store.insert(join("b", "a"));
            store.seal("b", 1, 1, List.of());
            results.deleteExpired(10);
            assertThat(store.find("b")).isPresent();

            store.countDown("b", 1);
            results.deleteExpired(10);
            assertThat(store.find("b")).isEmpty();
        }

        @Test
        void whatIsInsideGoesWithIt() {
            store.insert(join("a", null));
            store.insert(join("b", "a"));
            store.insert(join("c", "b"));
            store.insert(join("d", null));
            store.close("a", FUTURE);
            assertThat(results.deleteExpired(10)).isZero();
            assertThat(store.find("a").orElseThrow().state()).isEqualTo(State.CLOSED);
            store.close("a", PAST);
            results.deleteExpired(10);
            results.deleteExpired(10);
            assertThat(List.of("a", "b", "c")).allMatch(id -> store.find(id).isEmpty());
            assertThat(store.find("d").orElseThrow().state()).isEqualTo(State.OPEN);
        }

        @Test
        void membersAreKeptUntilTheirJoinExpires() {
            open("a", 1);
            results.insert(member("m", "a", 0));
            assertThat(results.deleteExpired(10)).isZero();
            store.close("a", FUTURE);
            assertThat(results.deleteExpired(10)).isZero();
            store.close("a", PAST);
            results.deleteExpired(10);
            results.deleteExpired(10);
            assertThat(results.find("m")).isEmpty();
            assertThat(store.find("a")).isEmpty();
            assertThat(database.count("apium_join_stripe")).isZero();
        }

        @Test
        void membersAreFoundInTheirOrder() {
            results.insert(member("x", "a", 2));
            results.insert(member("y", "a", 0));
            results.insert(member("z", "b", 1));
            assertThat(results.members("a", 0, 10)).extracting(StoredResult::id).containsExactly("y", "x");
            assertThat(results.members("a", 1, 10)).extracting(StoredResult::id).containsExactly("x");
            assertThat(results.members("a", 0, 1)).extracting(StoredResult::id).containsExactly("y");
            assertThat(results.countMembers("a"))
                    .containsOnlyKeys(TaskState.SUCCESS)
                    .containsValue(2);
            assertThat(results.findAll(List.of("x", "z", "none")))
                    .extracting(StoredResult::id)
                    .containsExactlyInAnyOrder("x", "z");
            assertThat(results.find("x").orElseThrow()).isEqualTo(member("x", "a", 2));
        }

        @Test
        void toCountIsOneStatementAndToEmptyTwo() throws Exception {
            open("a", 20, 2, 18);
            StatementLog statements = database.statements();
            assertThat(statements.during(() -> store.countDown("a", 0, 1))).containsExactly("update apium_join_stripe");
            assertThat(statements.during(() -> store.countDown("a", 0, 1)))
                    .containsExactly("update apium_join_stripe", "update apium_join_stripe");
            assertThat(statements.during(() -> store.countDown("a", 1))).containsExactly("update apium_join");
        }

        private static StoredResult member(String id, String group, int index) {
            return new StoredResult(
                    id,
                    "task",
                    TaskState.SUCCESS,
                    0,
                    "1",
                    null,
                    "worker",
                    "root",
                    null,
                    PAST,
                    PAST,
                    PAST,
                    null,
                    new StoredResult.Member(group, index),
                    List.of("child"));
        }
    }

    abstract static class JtaContract extends Contract {

        private final JtaPlatform platform = new JtaPlatform();
        private final TransactionManager transactions = platform.manager();

        JtaContract(Setup setup) {
            super(OpenDatabase.jta(setup));
        }

        @Test
        void ofManyWhoCountAtTheSameTimeOneEmptiesIt() throws Exception {
            int threads = 8;
            open("a", threads * 2, threads, threads);
            var start = new CountDownLatch(1);
            var executor = Executors.newFixedThreadPool(threads);
            try {
                var emptied = new ArrayList<Future<Integer>>();
                for (int i = 0; i < threads; i++) {
                    emptied.add(executor.submit(() -> {
                        start.await();
                        return countInTransactions();
                    }));
                }
                start.countDown();
                int sum = 0;
                for (var each : emptied) {
                    sum += each.get();
                }
                assertThat(sum).isEqualTo(1);
            } finally {
                executor.shutdownNow();
            }
        }

        /** Counts both stripes down, each in a transaction. {@return how often that has emptied the join} */
        private int countInTransactions() throws Exception {
            int emptied = 0;
            for (int stripe = 0; stripe < 2; stripe++) {
                transactions.begin();
                if (store.countDown("a", stripe, 1) == Count.EMPTIED && store.countDown("a", 1) == Count.EMPTIED) {
                    emptied++;
                }
                transactions.commit();
            }
            return emptied;
        }

        @Test
        void ofTwoWhoReviveAtTheSameTimeOneReopensIt() throws Exception {
            open("a", 2, 2);
            store.countDown("a", 0, 2);
            store.countDown("a", 1);
            store.fail("a", 2);
            var start = new CountDownLatch(1);
            var executor = Executors.newFixedThreadPool(2);
            try {
                var first = executor.submit(() -> reviveInTransaction(start));
                var second = executor.submit(() -> reviveInTransaction(start));
                start.countDown();
                assertThat(List.of(first.get(), second.get()))
                        .containsExactlyInAnyOrder(Revival.STILL_FAILED, Revival.REOPENED);
            } finally {
                executor.shutdownNow();
            }
            assertThat(store.countDown("a", 0, 2)).isEqualTo(Count.EMPTIED);
            assertThat(store.countDown("a", 1)).isEqualTo(Count.EMPTIED);
        }

        private Revival reviveInTransaction(CountDownLatch start) throws Exception {
            start.await();
            transactions.begin();
            var revival = store.revive("a", 0);
            transactions.commit();
            return revival;
        }

        @Test
        void aCountThatIsRolledBackHasNotBeen() throws Exception {
            open("a", 1);
            transactions.begin();
            assertThat(store.countDown("a", 1)).isEqualTo(Count.EMPTIED);
            transactions.rollback();
            assertThat(store.countDown("a", 1)).isEqualTo(Count.EMPTIED);
        }

        @Test
        void aSecondJoinUnderAnIdIsRefusedAtOnce() throws Exception {
            open("a", 1);
            transactions.begin();
            assertThatThrownBy(() -> store.insert(join("a", null))).isInstanceOf(RuntimeException.class);
            transactions.rollback();
        }
    }
}
