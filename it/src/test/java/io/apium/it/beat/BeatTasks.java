package io.apium.it.beat;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.schedule.Interval;
import io.apium.schedule.ParkedTasks;
import io.apium.schedule.Periodic;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.Schedules;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Tasks that note in the database when they were due. */
@ApplicationScoped
public class BeatTasks implements PeriodicTaskSource {

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

    private void note(String name, String what) throws SQLException {
        try (var connection = notes.getConnection();
                var statement = connection.prepareStatement("insert into beat_note (name, what) values (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, what);
            statement.executeUpdate();
        }
    }
}
