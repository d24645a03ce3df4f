package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.it.parked.HeapWatch;
import io.apium.it.parked.ParkTasks;
import io.apium.it.parked.ParkWorker;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A hundred thousand parked tasks that are due within a minute. It takes some minutes, and runs only if it is named and the
 * tag is not excluded: {@code -Dit.test=ParkedLoadIT -Dit.wildfly.excluded=payara}. What came of it is told in docs/beat.md.
 */
@Tag("wildfly")
@Tag("load")
@ExtendWith(ArquillianExtension.class)
class ParkedLoadIT {

    private static final Logger LOG = Logger.getLogger(ParkedLoadIT.class.getName());

    private static final int COUNT = 100_000;
    private static final int PER_TRANSACTION = 1_000;
    private static final Duration SPREAD = Duration.ofMinutes(1);
    private static final Duration HEAD_START = Duration.ofSeconds(100);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS_PER_COLLECTION = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long MEGABYTE = 1 << 20;

    /** Most of it is what the broker keeps in memory of what is released while the workers are busy. */
    private static final long SPIKE = 128 * MEGABYTE;

    @Inject
    ParkTasks tasks;

    @Resource(lookup = "java:jboss/datasources/PostgresDS")
    DataSource dataSource;

    private Instant first = Instant.EPOCH;

    /** What is parked at one moment. */
    private record Rest(long count, long firstDueMicros) {}

    @Deployment
    static Archive<?> application() {
        return Applications.parked(ParkedLoadIT.class);
    }

    @Test
    void areReleasedInOrderWithoutASpikeOfMemory() throws SQLException {
        var begin = Instant.now();
        first = begin.plus(HEAD_START).truncatedTo(ChronoUnit.MILLIS);
        try (var heap = new HeapWatch()) {
            for (var from = 0; from < COUNT; from += PER_TRANSACTION) {
                tasks.send(from, from + PER_TRANSACTION, this::dueAt);
            }
            LOG.info("Parked in %s, heap at most %d MB"
                    .formatted(Duration.between(begin, Instant.now()), heap.highest() / MEGABYTE));
        }
        var dueMicros = dueMicros();
        assertThat(dueMicros).as("parked before the first is due").hasSize(COUNT);

        var before = HeapWatch.live();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(first.minusSeconds(2)));
        try (var heap = new HeapWatch()) {
            var live = awaitReleaseInOrder(dueMicros);
            var released = Duration.between(dueAt(COUNT - 1), Instant.now());
            await().atMost(PATIENCE)
                    .pollInterval(LOOK)
                    .pollInSameThread()
                    .until(() -> QueueDepth.of(ParkWorker.QUEUE) == 0);
            LOG.info(
                    "The last was released %s after it was due; heap at most %d MB, live %d MB before, %d at most, %d after"
                            .formatted(
                                    released,
                                    heap.highest() / MEGABYTE,
                                    before / MEGABYTE,
                                    live / MEGABYTE,
                                    HeapWatch.live() / MEGABYTE));
            var late = tasks.arrivals().stream()
                    .map(ParkTasks.Arrival::lateMillis)
                    .sorted()
                    .toList();
            LOG.info("Started so many milliseconds late: least %d, median %d, 99 of 100 %d, most %d"
                    .formatted(
                            late.get(0),
                            late.get(late.size() / 2),
                            late.get(late.size() / 100 * 99),
                            late.get(late.size() - 1)));
            assertThat(late.get(0)).as("started before it was due").isNotNegative();
            assertThat(live).isLessThan(before + SPIKE);
        }
        assertThat(tasks.arrivals()).hasSize(COUNT);
        assertThat(tasks.arrivals().stream().map(ParkTasks.Arrival::number).distinct())
                .hasSize(COUNT);
        assertThat(successes()).isEqualTo(COUNT);
    }

    /** At any moment, what is parked are the last ones: batches commit as a whole. {@return the most bytes that lived} */
    private long awaitReleaseInOrder(List<Long> dueMicros) {
        List<Rest> seen = new ArrayList<>();
        var live = new AtomicLong();
        await().atMost(PATIENCE).pollInterval(LOOK).pollInSameThread().until(() -> {
            var rest = rest();
            seen.add(rest);
            if (seen.size() % LOOKS_PER_COLLECTION == 0) {
                live.accumulateAndGet(HeapWatch.live(), Math::max);
            }
            return rest.count() == 0;
        });
        LOG.info("Seen %d different counts"
                .formatted(seen.stream().mapToLong(Rest::count).distinct().count()));
        for (var rest : seen) {
            if (rest.count() > 0) {
                assertThat(rest.firstDueMicros()).isEqualTo(dueMicros.get((int) (COUNT - rest.count())));
            }
        }
        return live.get();
    }

    private Instant dueAt(int number) {
        return first.plus(SPREAD.dividedBy(COUNT).multipliedBy(number));
    }

    private List<Long> dueMicros() throws SQLException {
        var dueMicros = new ArrayList<Long>();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select due_at from apium_parked order by due_at")) {
            while (rows.next()) {
                dueMicros.add(rows.getLong(1));
            }
        }
        return dueMicros;
    }

    private Rest rest() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*), min(due_at) from apium_parked")) {
            rows.next();
            return new Rest(rows.getLong(1), rows.getLong(2));
        }
    }

    private long successes() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from apium_result where state = 'SUCCESS' and task like '%ParkTasks.arrive'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
