package io.apium.it.crash;

import io.apium.it.crash.app.PeriodicTasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of the task that is due every second.
 *
 * @param runs how often it was run, as its schedule counts
 * @param lastDueAt the due time that was run last, as its schedule remembers
 * @param dueTimes for which due times it has run, in their order
 */
record Ticks(long runs, @Nullable Instant lastDueAt, List<Instant> dueTimes) {

    /** How often it is due. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    /** One statement, so that what is counted and what has run are of the same moment. */
    private static final String SEEN = """
            select s.runs, s.last_due_at, t.due_at from apium_schedule s left join crash_tick t on true
            where s.name = '%s' order by t.due_at
            """.formatted(PeriodicTasks.TICK);

    static Ticks read(Connection connection) throws SQLException {
        var runs = 0L;
        Instant lastDueAt = null;
        var dueTimes = new ArrayList<Instant>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SEEN)) {
            while (rows.next()) {
                runs = rows.getLong(1);
                var micros = rows.getLong(2);
                lastDueAt = micros == 0 ? null : Instant.ofEpochMilli(micros / 1000);
                if (rows.getString(3) != null) {
                    dueTimes.add(Instant.parse(rows.getString(3)));
                }
            }
        }
        return new Ticks(runs, lastDueAt, dueTimes);
    }

    /** {@return whether a run that was sent has not been worked off} There is a new one every second. */
    boolean isOneUnderWay() {
        return dueTimes.size() < runs;
    }

    /** {@return what is wrong with them} */
    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (var i = 1; i < dueTimes.size(); i++) {
            compare(faults, dueTimes.get(i - 1), dueTimes.get(i));
        }
        if (isOneUnderWay()) {
            faults.add(new Fault(Fault.What.LOST, "of " + runs + " due times, " + dueTimes.size() + " were run"));
        } else if (dueTimes.size() > runs) {
            faults.add(new Fault(Fault.What.DOUBLED, runs + " due times were counted, " + dueTimes.size() + " run"));
        } else if (runs > 0 && !dueTimes.get(dueTimes.size() - 1).equals(lastDueAt)) {
            faults.add(new Fault(Fault.What.LOST, "the last due time, " + lastDueAt + ", was not run"));
        }
        return faults;
    }

    private static void compare(List<Fault> faults, Instant one, Instant next) {
        if (next.equals(one)) {
            faults.add(new Fault(Fault.What.DOUBLED, "the due time " + one + " was run twice"));
        } else if (!next.equals(one.plus(PERIOD))) {
            faults.add(new Fault(Fault.What.LOST, "no due time was run between " + one + " and " + next));
        }
    }
}
