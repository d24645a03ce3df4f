package io.apium.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.apium.spi.Lease;
import io.apium.spi.LeaseStore;
import io.apium.spi.NodeStore;
import io.apium.spi.OnceStore.StoredCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes that work, keep house and take leases over at once do not get into each other's way. */
@OnEverySetup
class ConcurrencyTest {

    private static final int WORKERS = 3;
    private static final int TASKS = 10;
    private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

    private final OpenDatabase database;
    private final JtaPlatform platform = new JtaPlatform();
    private final JpaResultStore results;
    private final LeaseStore leases;
    private final NodeStore nodes;
    private final JpaOnceStore calls;

    ConcurrencyTest(Setup setup) {
        database = OpenDatabase.jta(setup);
        results = new JpaResultStore(database.entityManagers());
        leases = new JpaLeaseStore(database.entityManagers());
        nodes = new JpaNodeStore(database.entityManagers());
        calls = new JpaOnceStore(database.entityManagers());
    }

    @Test
    void nobodyIsRolledBackBecauseOfAnother() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            List<Future<?>> workers = IntStream.range(0, WORKERS)
                    .<Future<?>>mapToObj(worker -> executor.submit(() -> work("node" + worker)))
                    .toList();
            List<Future<?>> housekeepers = List.of(
                    executor.submit(() -> until(workers, () -> results.deleteExpired(10))),
                    executor.submit(() -> until(workers, () -> results.deleteExpired(10))),
                    executor.submit(() -> until(workers, () -> nodes.deleteSilent(Duration.ofHours(1)))),
                    executor.submit(() -> until(workers, this::takeOver)),
                    executor.submit(() -> until(workers, this::takeOver)));
            List<Future<?>> all = new ArrayList<>(workers);
            all.addAll(housekeepers);
            assertThat(all).allSatisfy(it -> assertThatCode(it::get).doesNotThrowAnyException());
        } finally {
            executor.shutdown();
        }
        while (takeOver() + results.deleteExpired(100) > 0) {
            // Goes on until nothing is left.
        }
        assertThat(List.of("apium_lease", "apium_result", "apium_attempt", "apium_abort", "apium_once"))
                .allMatch(table -> database.count(table) == 0);
    }

    private void work(String node) {
        for (int i = 0; i < TASKS; i++) {
            String id = node + "/" + i;
            nodes.heartbeat(node, "shop@host");
            Lease mine = LeaseStoreTest.Contract.lease(id, 0, node);
            Lease lost = LeaseStoreTest.Contract.lease(id, 1, "unknown");
            platform.inNew(() -> {
                leases.insert(mine);
                leases.insert(lost);
            });
            platform.inNew(() -> {
                assertThat(leases.remove(mine)).isTrue();
                results.insert(ResultStoreContract.success(id, "1", PAST));
                results.saveAttempt(ResultStoreContract.started(id, 0, PAST));
                results.requestAbort(id, PAST);
                calls.insert(id, "charge", new StoredCall("1"), PAST);
            });
        }
    }

    private int takeOver() {
        List<Lease> found = leases.findLost(Duration.ofHours(1), 10);
        for (Lease lost : found) {
            platform.inNew(() -> {
                if (leases.removeLost(lost, Duration.ofHours(1))) {
                    results.insert(ResultStoreContract.success(lost.id() + "/lost", "1", PAST));
                }
            });
        }
        return found.size();
    }

    private static void until(List<Future<?>> ended, Runnable work) {
        do {
            work.run();
        } while (!ended.stream().allMatch(Future::isDone));
    }
}
