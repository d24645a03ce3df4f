package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.spi.LeaseStore;
import io.apium.spi.NodeStore;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NodeStoreTest {

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

        static final Duration HOUR = Duration.ofHours(1);

        final OpenDatabase database;
        final NodeStore store;
        private final LeaseStore leases;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaNodeStore(database.entityManagers());
            leases = new JpaLeaseStore(database.entityManagers());
        }

        boolean claim(String duty, Duration interval) throws Exception {
            return store.claim(duty, interval);
        }

        void dueSince(String duty, Duration age) {
            assertThat(database.update(
                            "update apium_duty set due_at = ? where name = ?",
                            database.now().minus(age),
                            duty))
                    .isOne();
        }

        private int nodes(String id) {
            return database.count("apium_node where id = '" + id + "'");
        }

        @Test
        void aNodeIsKnownFromItsFirstSignOfLifeUntilItLeaves() {
            store.heartbeat("a", "shop@host");
            store.heartbeat("a", "shop@host");
            store.heartbeat("b", "shop@host");
            assertThat(nodes("a")).isOne();
            store.leave("a");
            store.leave("unknown");
            assertThat(nodes("a")).isZero();
            assertThat(nodes("b")).isOne();
        }

        @Test
        void aSignOfLifeIsTimedByTheStoresClock() {
            var before = database.now();
            store.heartbeat("a", "shop@host");
            store.heartbeat("b", "shop@host");
            database.update("update apium_node set seen_at = ? where id = ?", before.minus(HOUR), "b");
            store.heartbeat("b", "shop@host");
            var after = database.now();
            assertThat(database.update("delete from apium_node where seen_at >= ? and seen_at <= ?", before, after))
                    .isEqualTo(2);
        }

        @Test
        void nodesInOtherServersOfTheSameNameAreTold() {
            for (String id : List.of("a", "b", "neighbour", "other", "silent", "anonymous")) {
                store.heartbeat(id, id + "@host");
            }
            assertThat(store.introduce("a", "jvm 1", "one", HOUR)).isEmpty();
            assertThat(store.introduce("neighbour", "jvm 1", "one", HOUR)).isEmpty();
            assertThat(store.introduce("other", "jvm 2", "two", HOUR)).isEmpty();
            assertThat(store.introduce("silent", "jvm 3", "one", HOUR)).containsExactly("a@host", "neighbour@host");
            database.update(
                    "update apium_node set seen_at = ? where id = ?",
                    database.now().minus(HOUR).minusSeconds(1),
                    "silent");
            assertThat(store.introduce("b", "jvm 4", "one", HOUR)).containsExactly("a@host", "neighbour@host");
            store.heartbeat("silent", "silent@host");
            assertThat(store.introduce("b", "jvm 4", "one", HOUR))
                    .containsExactly("a@host", "neighbour@host", "silent@host");
        }

        @Test
        void silentNodesWithoutLeasesAreDeleted() {
            for (String id : List.of("silent", "holder", "alive")) {
                store.heartbeat(id, "shop@host");
            }
            leases.insert(LeaseStoreTest.Contract.lease("a", 0, "holder"));
            database.update(
                    "update apium_node set seen_at = ? where id <> ?",
                    database.now().minus(HOUR).minusSeconds(1),
                    "alive");
            store.deleteSilent(HOUR.multipliedBy(2));
            assertThat(database.count("apium_node")).isEqualTo(3);
            store.deleteSilent(HOUR);
            assertThat(nodes("silent")).isZero();
            assertThat(nodes("holder")).isOne();
            assertThat(nodes("alive")).isOne();
            leases.remove(LeaseStoreTest.Contract.lease("a", 0, "holder"));
            store.deleteSilent(HOUR);
            assertThat(nodes("holder")).isZero();
        }

        @Test
        void aDutyIsClaimedOnceInAnInterval() throws Exception {
            assertThat(claim("purge", HOUR)).isTrue();
            assertThat(claim("purge", HOUR)).isFalse();
            assertThat(claim("rescue", HOUR)).isTrue();
            dueSince("purge", Duration.ofSeconds(-30));
            assertThat(claim("purge", HOUR)).isFalse();
            dueSince("purge", Duration.ofSeconds(1));
            assertThat(claim("purge", HOUR)).isTrue();
            assertThat(claim("purge", HOUR)).isFalse();
        }

        @Test
        void theIntervalCountsFromTheClaim() throws Exception {
            claim("purge", HOUR);
            dueSince("purge", HOUR.multipliedBy(100));
            var before = database.now();
            claim("purge", HOUR);
            var after = database.now();
            assertThat(database.update(
                            "delete from apium_duty where due_at >= ? and due_at <= ?",
                            before.plus(HOUR),
                            after.plus(HOUR)))
                    .isOne();
        }

        @Test
        void ofManyWhoClaimANewDutyAtOnceOneGetsIt() throws Exception {
            for (int i = 0; i < 5; i++) {
                assertThat(claimAtOnce("duty" + i, 6)).containsOnlyOnce(true).hasSize(6);
            }
        }

        @Test
        void ofManyWhoClaimAKnownDutyAtOnceOneGetsIt() throws Exception {
            claim("purge", HOUR);
            for (int i = 0; i < 5; i++) {
                dueSince("purge", Duration.ofSeconds(1));
                assertThat(claimAtOnce("purge", 6)).containsOnlyOnce(true).hasSize(6);
            }
        }

        private List<Boolean> claimAtOnce(String duty, int nodes) throws Exception {
            CyclicBarrier start = new CyclicBarrier(nodes);
            Callable<Boolean> node = () -> {
                start.await();
                return claim(duty, HOUR);
            };
            ExecutorService executor = Executors.newFixedThreadPool(nodes);
            try {
                List<Boolean> claims = new ArrayList<>();
                for (Future<Boolean> claim : executor.invokeAll(
                        Stream.generate(() -> node).limit(nodes).toList())) {
                    claims.add(claim.get());
                }
                return claims;
            } finally {
                executor.shutdown();
            }
        }

        @Test
        void aSignOfLifeIsOneStatementFromTheSecondOn() throws Exception {
            StatementLog statements = database.statements();
            assertThat(statements.during(() -> store.heartbeat("a", "shop@host")))
                    .containsExactly("update apium_node", "clock", "insert apium_node");
            assertThat(statements.during(() -> store.heartbeat("a", "shop@host")))
                    .containsExactly("update apium_node");
            assertThat(statements.during(() -> store.deleteSilent(HOUR))).containsExactly("clock", "delete apium_node");
            assertThat(statements.during(() -> store.leave("a"))).containsExactly("delete apium_node");
        }

        @Test
        void aClaimIsThreeStatementsFromTheSecondOn() throws Exception {
            StatementLog statements = database.statements();
            assertThat(statements.during(() -> store.claim("purge", HOUR)))
                    .containsExactly("select apium_duty", "insert apium_duty", "clock", "update apium_duty");
            assertThat(statements.during(() -> store.claim("purge", HOUR)))
                    .containsExactly("select apium_duty", "clock", "update apium_duty");
        }
    }

    abstract static class JtaContract extends Contract {

        private final TransactionManager transactions = new JtaPlatform().manager();

        JtaContract(OpenDatabase database) {
            super(database);
        }

        @Override
        boolean claim(String duty, Duration interval) throws Exception {
            transactions.begin();
            boolean claimed = super.claim(duty, interval);
            assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
            transactions.commit();
            return claimed;
        }

        @Test
        void aClaimThatIsRolledBackLeavesTheDutyToOthers() throws Exception {
            transactions.begin();
            assertThat(store.claim("purge", HOUR)).isTrue();
            transactions.rollback();
            assertThat(claim("purge", HOUR)).isTrue();
            dueSince("purge", HOUR);
            transactions.begin();
            assertThat(store.claim("purge", HOUR)).isTrue();
            transactions.rollback();
            assertThat(claim("purge", HOUR)).isTrue();
        }

        @Test
        void aSignOfLifeIsSeenAfterTheCommit() throws Exception {
            transactions.begin();
            store.heartbeat("a", "shop@host");
            store.heartbeat("a", "shop@host");
            assertThat(database.count("apium_node")).isZero();
            transactions.commit();
            assertThat(database.count("apium_node")).isOne();
        }
    }
}
