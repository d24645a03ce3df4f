package io.apium.it.crash;

import io.apium.it.crash.app.Kind;
import io.apium.it.crash.app.PeriodicTasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares, when all is quiet, what was sent with what has happened. */
final class Audit {

    /** What the application writes down. */
    static final String TABLES = """
            create table crash_sent (id varchar(128) primary key, kind varchar(40) not null, parent_id varchar(128));
            create index crash_sent_parent on crash_sent (parent_id);
            create table crash_trace (
                id varchar(128) primary key, task_id varchar(128) not null, what varchar(10) not null);
            create index crash_trace_task on crash_trace (task_id);
            create table crash_tick (
                id varchar(128) primary key, task_id varchar(128) not null, due_at varchar(40) not null);
            create index crash_tick_task on crash_tick (task_id);
            """;

    private static final String EVIDENCE = """
            select s.id, s.kind, r.state, r.attempt,
                (select count(*) from crash_trace t where t.task_id = s.id and t.what = 'WORK'),
                (select count(*) from crash_sent c where c.parent_id = s.id),
                (select count(*) from crash_trace t where t.task_id = s.id and t.what = 'RUN')
            from crash_sent s left join apium_result r on r.id = s.id
            union all
            select p.id, '%s', r.state, r.attempt, (select count(*) from crash_tick t where t.task_id = p.id), 0, 0
            from (select task_id as id from crash_tick union select id from apium_result where task = '%s') p
            left join apium_result r on r.id = p.id
            """.formatted(Kind.PERIODIC, PeriodicTasks.TICK);

    /** A task whose sending was rolled back. */
    private static final String NEVER_SENT = """
            select id, 'result' from apium_result
            where id not in (select id from crash_sent) and task not in ('apium.group', '%s')
            union all select task_id, what from crash_trace where task_id not in (select id from crash_sent)
            union all select id, 'attempt' from apium_attempt where id not in (select id from crash_sent)
            """.formatted(PeriodicTasks.TICK);

    /** Groups whose members have not all been counted. */
    private static final String NOT_EMPTY = """
            select id, remaining from apium_join where remaining <> 0
            union all select id, remaining from apium_join_stripe where remaining <> 0
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database;

    Audit(Database database) {
        this.database = database;
    }

    /**
     * What an audit found.
     *
     * @param tasks what can be seen of all tasks
     * @param faults what is wrong
     */
    record Findings(List<Evidence> tasks, List<Fault> faults) {}

    /** Audits everything that was ever sent. */
    Findings audit(Rest rest) throws SQLException {
        try (var connection = database.source().getConnection()) {
            var tasks = tasks(connection);
            var faults = new ArrayList<Fault>();
            tasks.forEach(task -> faults.addAll(task.faults()));
            faults.addAll(neverSent(connection));
            faults.addAll(notEmpty(connection));
            faults.addAll(ticks(connection).faults());
            faults.addAll(leftBy(rest));
            return new Findings(tasks, faults);
        }
    }

    private static List<Evidence> tasks(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(EVIDENCE)) {
            var tasks = new ArrayList<Evidence>();
            while (rows.next()) {
                tasks.add(new Evidence(
                        rows.getString(1),
                        Kind.valueOf(rows.getString(2)),
                        rows.getString(3),
                        rows.getInt(4),
                        rows.getInt(5),
                        rows.getInt(6),
                        rows.getInt(7)));
            }
            return tasks;
        }
    }

    /** {@return them, with none under way, for beat does not wait for the audit} */
    private static Ticks ticks(Connection connection) throws SQLException {
        var deadline = Instant.now().plus(PATIENCE);
        var ticks = Ticks.read(connection);
        while (ticks.isOneUnderWay() && Instant.now().isBefore(deadline)) {
            ticks = Ticks.read(connection);
        }
        return ticks;
    }

    private static List<Fault> neverSent(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(NEVER_SENT)) {
            var faults = new ArrayList<Fault>();
            while (rows.next()) {
                faults.add(new Fault(
                        Fault.What.DOUBLED,
                        "task " + rows.getString(1) + " was never sent, and left: " + rows.getString(2)));
            }
            return faults;
        }
    }

    private static List<Fault> notEmpty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(NOT_EMPTY)) {
            var faults = new ArrayList<Fault>();
            while (rows.next()) {
                faults.add(new Fault(
                        Fault.What.LOST,
                        "group " + rows.getString(1) + " waits for " + rows.getString(2) + " members or stripes"));
            }
            return faults;
        }
    }

    private static List<Fault> leftBy(Rest rest) {
        var faults = new ArrayList<Fault>();
        rest.databaseInDoubt().forEach(xid -> faults.add(new Fault(Fault.What.IN_DOUBT, "in PostgreSQL: " + xid)));
        rest.brokerInDoubt().forEach(xid -> faults.add(new Fault(Fault.What.IN_DOUBT, "in the broker: " + xid)));
        rest.open().forEach(uid -> faults.add(new Fault(Fault.What.IN_DOUBT, "in a server's log: " + uid)));
        rest.messages().forEach((queue, count) -> {
            if (count != 0) {
                faults.add(new Fault(Fault.What.LEFT_OVER, count + " messages in " + queue));
            }
        });
        if (rest.leases() != 0) {
            faults.add(new Fault(Fault.What.LEFT_OVER, rest.leases() + " leases"));
        }
        if (rest.parked() != 0) {
            faults.add(new Fault(Fault.What.LEFT_OVER, rest.parked() + " parked tasks"));
        }
        return faults;
    }
}
