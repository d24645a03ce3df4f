package io.apium.it.beat;

import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.schedule.Interval;
import io.apium.schedule.Misfire;
import io.apium.schedule.Overlap;
import io.apium.schedule.ParkedTasks;
import io.apium.schedule.Periodic;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedules;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanParameterInfo;
import javax.management.ObjectName;
import javax.sql.DataSource;

/** Tasks that note in the database when they were due. */
@ApplicationScoped
public class BeatTasks implements PeriodicTaskSource {

    private static final long LOOK_NANOS = 100_000_000;

    @Resource
    DataSource notes;

    @Inject
    TaskClient tasks;

    @Inject
    Schedules schedules;

    @Inject
    ParkedTasks parked;

    /** Notes for which due time it runs. */
    @Task(name = "beat.tick")
    @Periodic("interval(1 seconds)")
    public void tick(TaskContext context) throws SQLException {
        note(
                Objects.requireNonNull(context.headers().get(PeriodicTask.NAME_HEADER)),
                Objects.requireNonNull(context.headers().get(PeriodicTask.DUE_HEADER)));
    }

    /** Notes what it is given. */
    @Task(name = "beat.write")
    public void write(String name, String what) throws SQLException {
        note(name, what);
    }

    @Override
    public Iterable<PeriodicTask> periodicTasks(TaskClient client) {
        return List.of(PeriodicTask.builder(
                        "beat.code", Interval.every(Duration.ofSeconds(2)), client.signature(BeatTasks::tick))
                .build());
    }

    /** Stops a periodic task. */
    @Task(name = "beat.disable")
    public void disable(String name) {
        schedules.disable(name);
    }

    /** Lets a periodic task run again. */
    @Task(name = "beat.enable")
    public void enable(String name) {
        schedules.enable(name);
    }

    /** Makes a periodic task for every second, of a task that writes the text. */
    @Task(name = "beat.create")
    public void create(String name, String text) {
        schedules.create(PeriodicTask.builder(
                        name, Interval.every(Duration.ofSeconds(1)), tasks.signature(BeatTasks::write, name, text))
                .build());
    }

    /** Makes a periodic task, of one that notes for which due time it runs. */
    @Task(name = "beat.make")
    public void make(String name, String schedule, Misfire misfire) {
        schedules.create(PeriodicTask.builder(name, Schedule.parse(schedule), tasks.signature(BeatTasks::tick))
                .misfire(misfire)
                .misfireLimit(1_000)
                .build());
    }

    /** Makes a periodic task for every second, of one that lasts until it is released. */
    @Task(name = "beat.makeSlow")
    public void makeSlow(String name, Overlap overlap) {
        schedules.create(PeriodicTask.builder(
                        name, Interval.every(Duration.ofSeconds(1)), tasks.signature(BeatTasks::last, name))
                .overlap(overlap)
                .build());
    }

    /** Lasts until somebody notes that its due time is released, or until it is asked to end. Notes how it goes. */
    @Task(name = "beat.last", execution = Execution.AT_LEAST_ONCE)
    public void last(TaskContext context, String name) throws SQLException {
        var due = Objects.requireNonNull(context.headers().get(PeriodicTask.DUE_HEADER));
        note(name + " begun", due);
        var isAborted = false;
        while (!isAborted && !isNoted(name + " released", due) && !Thread.interrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
            isAborted = context.isAborted();
        }
        note(name + (isAborted ? " aborted" : " ended"), due);
    }

    /** Deletes a periodic task. */
    @Task(name = "beat.delete")
    public void delete(String name) {
        schedules.delete(name);
    }

    /** Runs a periodic task. */
    @Task(name = "beat.run")
    public String run(String name) {
        return schedules.runNow(name).id();
    }

    /** Sends so many tasks that are to be parked. */
    @Task(name = "beat.park")
    public void park(String name, int count, int seconds) {
        IntStream.range(0, count)
                .forEach(i -> tasks.signature(BeatTasks::write, name, String.valueOf(i))
                        .applyAsync(options -> options.countdown(Duration.ofSeconds(seconds))));
    }

    /** Sends all that is parked for more than a minute. {@return how many those were} */
    @Task(name = "beat.release")
    public int release() {
        var late = parked.list(null, 100);
        late.forEach(task -> parked.release(task.id()));
        return late.size();
    }

    /** Suspends WildFly, until somebody notes that it may go on. */
    @Task(name = "beat.suspend")
    public void suspend() {
        // WildFly waits for the tasks that run.
        var operator = new Thread(() -> {
            try {
                manage("suspend");
                while (!isNoted("server", "resume")) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                manage("resume");
            } catch (SQLException | JMException e) {
                throw new IllegalStateException(e);
            }
        });
        operator.start();
    }

    /** Does to the server what an operator does to it. */
    private static void manage(String operation) throws JMException {
        var beans = ManagementFactory.getPlatformMBeanServer();
        var server = new ObjectName("jboss.as:management-root=server");
        for (var known : beans.getMBeanInfo(server).getOperations()) {
            if (known.getName().equals(operation)) {
                var types = Arrays.stream(known.getSignature())
                        .map(MBeanParameterInfo::getType)
                        .toArray(String[]::new);
                beans.invoke(server, operation, new Object[types.length], types);
                return;
            }
        }
        throw new IllegalStateException("The server cannot " + operation);
    }

    private boolean isNoted(String name, String what) throws SQLException {
        try (var connection = notes.getConnection();
                var statement =
                        connection.prepareStatement("select count(*) from beat_note where name = ? and what = ?")) {
            statement.setString(1, name);
            statement.setString(2, what);
            var rows = statement.executeQuery();
            return rows.next() && rows.getLong(1) > 0;
        }
    }

    private void note(String name, String what) throws SQLException {
        try (var connection = notes.getConnection();
                var statement = connection.prepareStatement("insert into beat_note (name, what) values (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, what);
            statement.executeUpdate();
        }
    }
}
