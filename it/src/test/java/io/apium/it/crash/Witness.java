package io.apium.it.crash;

import io.apium.it.crash.app.AtomicWorker;
import io.apium.it.crash.app.BatchWorker;
import io.apium.it.crash.app.Kind;
import io.apium.it.crash.app.LeasedWorker;
import io.apium.it.crash.app.PeriodicTasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sees, from outside the servers, what is not at its end. */
final class Witness {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 250;

    /** How often in a row all must be at its end, so that nothing is overlooked on its way from one place to another. */
    private static final int LOOKS = 4;

    private static final List<String> QUEUES =
            List.of(AtomicWorker.QUEUE, BatchWorker.QUEUE, LeasedWorker.QUEUE, "apium.lease", "apium.dead");

    private static final String UNFINISHED = """
            select count(*) from crash_sent s
            where not exists (select 1 from apium_result r where r.id = s.id)
            and not (kind in (%s)
                and exists (select 1 from crash_trace t where t.task_id = s.id and t.what = 'WORK'))
            """.formatted(Arrays.stream(Kind.values())
            .filter(kind -> !kind.keepsResult())
            .map(kind -> "'" + kind + "'")
            .collect(Collectors.joining(",")));

    /** Runs of the periodic task that are under way, and one that is due, once a server runs again. */
    private static final String NOT_RUN = """
            select greatest(s.runs - (select count(*) from crash_tick), 0)
                + case when s.due_at < (extract(epoch from clock_timestamp()) - 3) * 1000000 then 1 else 0 end
            from apium_schedule s where s.name = '%s'
            """.formatted(PeriodicTasks.TICK);

    private final Database database;
    private final Broker broker;
    private final List<Node> nodes;

    Witness(Database database, Broker broker, List<Node> nodes) {
        this.database = database;
        this.broker = broker;
        this.nodes = nodes;
    }

    /**
     * How it became quiet.
     *
     * @param rest what was left when it was, or when patience was over
     * @param at when that was
     * @param inDoubtUntil until when something was in doubt
     */
    record Silence(Rest rest, Instant at, Instant inDoubtUntil) {}

    /** Waits until all is at its end, or patience is over. */
    Silence awaitSilence() throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        var inDoubtUntil = Instant.EPOCH;
        var quietSince = Instant.EPOCH;
        var looks = 0;
        while (true) {
            var now = Instant.now();
            Rest rest;
            try {
                rest = look();
            } catch (Exception e) {
                if (now.isAfter(deadline)) {
                    throw e;
                }
                // The database or the broker is there, but does not answer yet.
                looks = 0;
                pause();
                continue;
            }
            if (rest.isInDoubt()) {
                inDoubtUntil = now;
            }
            if (!rest.isQuiet()) {
                looks = 0;
            } else if (looks++ == 0) {
                quietSince = now;
            }
            if (looks == LOOKS || now.isAfter(deadline)) {
                return new Silence(rest, rest.isQuiet() ? quietSince : now, inDoubtUntil);
            }
            pause();
        }
    }

    /** Waits until so many leases are held. */
    void awaitLeases(long count) throws Exception {
        awaitRows("apium_lease", count);
    }

    /** {@return how many tasks have been sent} */
    long sent() throws SQLException {
        try (var connection = database.source().getConnection()) {
            return count(connection, "select count(*) from crash_sent");
        }
    }

    /** Waits until more tasks have been sent than were before. */
    void awaitSending(long before) throws Exception {
        awaitRows("crash_sent", before + 1);
    }

    private void awaitRows(String table, long count) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        try (var connection = database.source().getConnection()) {
            while (count(connection, "select count(*) from " + table) < count) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("There are no %d rows in %s".formatted(count, table));
                }
                pause();
            }
        }
    }

    private Rest look() throws Exception {
        try (var connection = database.source().getConnection()) {
            var unfinished = count(connection, UNFINISHED) + count(connection, NOT_RUN);
            var leases = count(connection, "select count(*) from apium_lease");
            var parked = count(connection, "select count(*) from apium_parked");
            var prepared = texts(connection, "select gid from pg_prepared_xacts");
            var open = new ArrayList<String>();
            for (var node : nodes) {
                open.addAll(node.host().openTransactions());
            }
            var holdings = broker.holdings(QUEUES);
            return new Rest(unfinished, leases, parked, holdings.messages(), prepared, holdings.prepared(), open);
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        return Long.parseLong(texts(connection, query).get(0));
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // Nobody counts it down.
    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
}
