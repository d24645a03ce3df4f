package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.spi.Lease;
import io.apium.spi.LeaseStore;
import io.apium.spi.NodeStore;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeaseStoreTest {

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

        static final Duration MINUTE = Duration.ofMinutes(1);

        final OpenDatabase database;
        final LeaseStore store;
        final NodeStore nodes;

        Contract(OpenDatabase database) {
            this.database = database;
            store = new JpaLeaseStore(database.entityManagers());
            nodes = new JpaNodeStore(database.entityManagers());
        }

        static Lease lease(String id, int attempt, String holder) {
            return lease(id, attempt, holder, 4, Map.of(), "[]");
        }

        static Lease afterLosses(int losses, Lease lease) {
            return new Lease(
                    lease.id(),
                    lease.attempt(),
                    lease.task(),
                    lease.holder(),
                    lease.worker(),
                    lease.isRepeatable(),
                    losses,
                    lease.takenAt(),
                    lease.queue(),
                    lease.priority(),
                    lease.properties(),
                    lease.body());
        }

        static Lease lease(
                String id,
                int attempt,
                String holder,
                @Nullable Integer priority,
                Map<String, Object> properties,
                String body) {
            Instant takenAt = Instant.parse("2026-03-29T01:59:59.999999Z");
            return new Lease(
                    id,
                    attempt,
                    "shop.charge",
                    holder,
                    "shop@host/Worker",
                    priority == null,
                    0,
                    takenAt,
                    "charges",
                    priority,
                    properties,
                    body);
        }

        private void comesBackAsItWent(Lease lease) {
            store.insert(lease);
            assertThat(store.findLost(Duration.ZERO, 10)).containsExactly(lease);
        }

        private void seenBefore(String node, Duration age) {
            nodes.heartbeat(node, "shop@host");
            assertThat(database.update(
                            "update apium_node set seen_at = ? where id = ?",
                            database.now().minus(age),
                            node))
                    .isOne();
        }

        @Test
        void aLeaseComesBackAsItWent() {
            comesBackAsItWent(lease("a", 3, "node"));
        }

        @Test
        void aLeaseWithoutPriorityComesBackAsItWent() {
            comesBackAsItWent(lease("a", 0, "node", null, Map.of(), "{}"));
        }

        @Test
        void aMegabyteComesBackAsItWent() {
            comesBackAsItWent(lease("a", 0, "node", 4, Map.of("x", "y".repeat(1_048_576)), "z".repeat(1_048_576)));
        }

        @Test
        void propertiesKeepTheirTypes() {
            comesBackAsItWent(lease(
                    "a",
                    0,
                    "node",
                    4,
                    Map.of(
                            "text",
                            "\"häppy\" \uD83D\uDC1D\n\0 {\"Long\":\"1\"}",
                            "empty",
                            "",
                            "int",
                            1,
                            "long",
                            1L,
                            "short",
                            (short) 1,
                            "byte",
                            (byte) 1,
                            "boolean",
                            true,
                            "double",
                            1.0,
                            "nan",
                            Double.NaN,
                            "float",
                            0.1f),
                    "[]"));
        }

        @Test
        void aPropertyThatNoMessageCanHoldIsRefused() {
            Lease lease = lease("a", 0, "node", 4, Map.of("when", Instant.EPOCH), "[]");
            assertThatThrownBy(() -> store.insert(lease))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("when")
                    .hasMessageContaining("Instant");
        }

        @Test
        void aLeaseIsFoundWithItsLossesByItsExecutionAndByItsHolder() {
            Lease held = afterLosses(2, lease("a", 1, "node"));
            store.insert(held);
            assertThat(store.findHeld("node")).containsExactly(held);
            assertThat(store.findHeld("other")).isEmpty();
            assertThat(store.findLosses("a", 1)).contains(2);
            assertThat(store.findLosses("a", 0)).isEmpty();
            assertThat(store.findLosses("b", 1)).isEmpty();
        }

        @Test
        void onlyTheHolderRemovesALeaseAndOnlyOnce() {
            store.insert(lease("a", 1, "node"));
            assertThat(store.remove(lease("a", 1, "other"))).isFalse();
            assertThat(store.remove(lease("a", 0, "node"))).isFalse();
            assertThat(store.remove(lease("b", 1, "node"))).isFalse();
            assertThat(store.remove(afterLosses(1, lease("a", 1, "node")))).isFalse();
            assertThat(store.findLosses("a", 1)).isPresent();
            assertThat(store.remove(lease("a", 1, "node"))).isTrue();
            assertThat(store.remove(lease("a", 1, "node"))).isFalse();
            assertThat(store.findLosses("a", 1)).isEmpty();
        }

        @Test
        void aSecondLeaseForAnExecutionIsRefused() {
            store.insert(lease("a", 0, "node"));
            assertThatThrownBy(() -> store.insert(lease("a", 0, "other"))).isInstanceOf(RuntimeException.class);
            assertThat(store.findLost(Duration.ZERO, 10)).containsExactly(lease("a", 0, "node"));
        }

        @Test
        void aLeaseIsLostIfItsHolderIsSilentForTooLong() {
            store.insert(lease("silent", 0, "silent"));
            store.insert(lease("alive", 0, "alive"));
            seenBefore("silent", MINUTE.plusSeconds(1));
            seenBefore("alive", MINUTE.minusSeconds(30));
            assertThat(store.findLost(MINUTE, 10)).containsExactly(lease("silent", 0, "silent"));
        }

        @Test
        void aLeaseIsOnlyTakenOverAsLongAsItsHolderIsSilent() {
            store.insert(lease("a", 0, "node"));
            seenBefore("node", MINUTE.plusSeconds(1));
            assertThat(store.findLost(MINUTE, 10)).hasSize(1);
            nodes.heartbeat("node", "shop@host");
            assertThat(store.removeLost(lease("a", 0, "node"), MINUTE)).isFalse();
            seenBefore("node", MINUTE.plusSeconds(1));
            assertThat(store.removeLost(lease("a", 0, "other"), MINUTE)).isFalse();
            assertThat(store.removeLost(afterLosses(1, lease("a", 0, "node")), MINUTE))
                    .isFalse();
            assertThat(store.removeLost(lease("a", 0, "node"), MINUTE)).isTrue();
            assertThat(store.findLosses("a", 0)).isEmpty();
        }

        @Test
        void aLeaseIsNotLostAfterASignOfLifeOfItsHolder() {
            store.insert(lease("a", 0, "node"));
            seenBefore("node", Duration.ofHours(1));
            nodes.heartbeat("node", "shop@host");
            assertThat(store.findLost(MINUTE, 10)).isEmpty();
        }

        @Test
        void aLeaseIsLostIfItsHolderIsUnknownOrGone() {
            store.insert(lease("unknown", 0, "unknown"));
            store.insert(lease("gone", 0, "gone"));
            nodes.heartbeat("gone", "shop@host");
            nodes.heartbeat("other", "shop@host");
            assertThat(store.findLost(MINUTE, 10)).containsExactly(lease("unknown", 0, "unknown"));
            nodes.leave("gone");
            assertThat(store.findLost(MINUTE, 10)).hasSize(2);
        }

        @Test
        void aSignOfLifeCountsInEveryTimeZone() {
            TimeZone before = TimeZone.getDefault();
            store.insert(lease("a", 0, "node"));
            try {
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                seenBefore("node", MINUTE.plusSeconds(1));
                TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
                assertThat(store.findLost(MINUTE, 10)).hasSize(1);
                nodes.heartbeat("node", "shop@host");
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertThat(store.findLost(MINUTE, 10)).isEmpty();
            } finally {
                TimeZone.setDefault(before);
            }
        }

        @Test
        void noMoreLostLeasesAreFoundThanTheLimitAllows() {
            for (int i = 0; i < 5; i++) {
                store.insert(lease("task" + i, 0, "node"));
            }
            assertThat(store.findLost(MINUTE, 2)).hasSize(2);
            assertThat(store.findLost(MINUTE, 10)).hasSize(5);
        }

        @Test
        void aLeaseCostsOneStatementToInsertToLookForAndToRemove() throws Exception {
            StatementLog statements = database.statements();
            assertThat(statements.during(() -> store.insert(lease("a", 0, "node"))))
                    .containsExactly("insert apium_lease");
            assertThat(statements.during(() -> store.findLosses("a", 0))).containsExactly("select apium_lease");
            assertThat(statements.during(() -> store.remove(lease("a", 0, "node"))))
                    .containsExactly("delete apium_lease");
            assertThat(statements.during(() -> store.findLost(MINUTE, 10)))
                    .containsExactly("clock", "select apium_lease");
            assertThat(statements.during(() -> store.removeLost(lease("a", 0, "node"), MINUTE)))
                    .containsExactly("clock", "delete apium_lease");
        }
    }

    abstract static class JtaContract extends Contract {

        private final JtaPlatform platform = new JtaPlatform();
        private final TransactionManager transactions = platform.manager();

        JtaContract(OpenDatabase database) {
            super(database);
        }

        @Test
        void leasesOfATransactionAreSentAtCommitAsOneBatch() throws Exception {
            transactions.begin();
            for (int i = 0; i < 50; i++) {
                store.insert(lease("task" + i, 0, "node"));
            }
            assertThat(database.statements().during(transactions::commit)).containsExactly("insert apium_lease x 50");
        }

        @Test
        void aSecondLeaseRollsTheTransactionBack() throws Exception {
            store.insert(lease("a", 0, "node"));
            transactions.begin();
            store.insert(lease("b", 0, "other"));
            store.insert(lease("a", 0, "other"));
            assertThatThrownBy(transactions::commit).isInstanceOf(RollbackException.class);
            assertThat(store.findLosses("b", 0)).isEmpty();
        }

        @Test
        void whatOthersCommittedSinceTheTransactionBeganIsSeen() throws Exception {
            transactions.begin();
            assertThat(store.findLosses("a", 0)).isEmpty();
            assertThat(store.findLost(MINUTE, 10)).isEmpty();
            platform.outside(() -> {
                store.insert(lease("a", 0, "node"));
                return true;
            });
            assertThat(store.findLosses("a", 0)).isPresent();
            assertThat(store.findLost(MINUTE, 10)).hasSize(1);
            platform.outside(() -> store.remove(lease("a", 0, "node")));
            assertThat(store.findLosses("a", 0)).isEmpty();
            assertThat(store.findLost(MINUTE, 10)).isEmpty();
            transactions.commit();
        }

        @Test
        void aRemovalThatIsRolledBackLeavesTheLease() throws Exception {
            store.insert(lease("a", 0, "node"));
            transactions.begin();
            assertThat(store.remove(lease("a", 0, "node"))).isTrue();
            assertThat(store.findLosses("a", 0)).isEmpty();
            transactions.rollback();
            assertThat(store.findLosses("a", 0)).isPresent();
        }

        @Test
        void ofTwoWhoRemoveALeaseAtOnceOneDoes() throws Exception {
            store.insert(lease("a", 0, "node"));
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                transactions.begin();
                assertThat(store.remove(lease("a", 0, "node"))).isTrue();
                Future<Boolean> second = other.submit(() -> store.remove(lease("a", 0, "node")));
                transactions.commit();
                assertThat(second.get()).isFalse();
            } finally {
                other.shutdown();
            }
        }

        @Test
        void aLeaseAndWhatIsWrittenBesideItAreCommittedTogether() throws Exception {
            JpaResultStore results = new JpaResultStore(database.entityManagers());
            store.insert(lease("a", 0, "node"));
            transactions.begin();
            results.insert(ResultStoreContract.success("a"));
            assertThat(store.remove(lease("a", 0, "node"))).isTrue();
            results.insert(ResultStoreContract.success("b"));
            transactions.commit();
            assertThat(List.of(results.find("a"), results.find("b"))).allMatch(it -> it.isPresent());
            assertThat(store.findLosses("a", 0)).isEmpty();
        }
    }
}
