package io.apium.engine.beat;

import io.apium.engine.canvas.TaskIds;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;
import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Progress;
import io.apium.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a periodic task that is due. Its row is advanced by one conditional statement and its runs are sent in the same
 * transaction, so that of all nodes one runs each due time, and a crash between the two leaves nothing. Thread-safe.
 */
final class Firing {

    private static final BeatLog LOG = new BeatLog();

    /** How long is remembered that a run should end. */
    private static final Duration ABORT_EXPIRES = Duration.ofDays(7);

    private final Stores stores;
    private final Definitions definitions;
    private final Runs runs;
    private final TaskIds ids;
    private final Duration misfireAfter;

    Firing(Stores stores, Definitions definitions, Runs runs, TaskIds ids, Duration misfireAfter) {
        this.stores = stores;
        this.definitions = definitions;
        this.runs = runs;
        this.ids = ids;
        this.misfireAfter = misfireAfter;
    }

    /**
     * Runs it in the current transaction, unless another node has been faster, or is at it.
     *
     * @param now the time, by the store's clock
     */
    void fire(StoredSchedule stored, Instant now) {
        // Whoever waited would run nothing else either, and what a lost node has left in doubt can stay so for long.
        if (!stores.schedules().lock(stored)) {
            return;
        }
        var task = definitions.read(stored);
        var dueAt = Objects.requireNonNull(stored.progress().dueAt(), "It is due");
        var due = DueTimes.of(task, dueAt, now, misfireAfter);
        if (task.overlap() == Overlap.ALLOW) {
            run(stored, task, due, null, now);
            return;
        }
        var runningId = stored.progress().runningId();
        if (runningId == null || hasEnded(runningId)) {
            var waited = runningId != null && task.overlap() == Overlap.QUEUE_ONE;
            run(stored, task, waited ? due.lastForSure() : due.onlyLast(), null, now);
            return;
        }
        switch (task.overlap()) {
            case QUEUE_ONE -> queue(stored, due.last());
            case CANCEL_RUNNING -> {
                if (run(stored, task, due.onlyLast(), runningId, now)) {
                    stores.results().requestAbort(runningId, now.plus(ABORT_EXPIRES));
                }
            }
            default -> {
                LOG.leftOut(task.name(), due.last(), "task " + runningId + " has not ended");
                run(stored, task, due.leftOut(), runningId, now);
            }
        }
    }

    /** {@return whether a run has ended} A group has when all its members have, also if one has failed before. */
    boolean hasEnded(String id) {
        return stores.joins()
                .find(id)
                .map(group -> countEnded(id) >= group.size())
                .orElseGet(() -> stores.results().find(id).isPresent());
    }

    private int countEnded(String groupId) {
        return stores.results().countMembers(groupId).values().stream()
                .mapToInt(count -> count)
                .sum();
    }

    /** It waits for the run before, for the last of its due times. */
    private void queue(StoredSchedule stored, Instant last) {
        if (!last.equals(stored.progress().dueAt())) {
            stores.schedules().advance(stored.with(stored.progress().due(last)));
        }
    }

    /** {@return whether something is run, here} */
    private boolean run(
            StoredSchedule stored, PeriodicTask task, DueTimes times, @Nullable String stillRunning, Instant now) {
        var due = times.within(task, stored.progress());
        var taskIds = due.toRun().stream().map(time -> ids.next()).toList();
        var progress = stored.progress().due(due.next()).running(stillRunning);
        if (!taskIds.isEmpty()) {
            progress = progressOf(progress, task, due, taskIds.get(taskIds.size() - 1), now);
        }
        if (!stores.schedules().advance(stored.with(progress))) {
            return false;
        }
        for (var i = 0; i < taskIds.size(); i++) {
            runs.send(task, taskIds.get(i), due.toRun().get(i), now);
            LOG.run(task.name(), due.toRun().get(i), taskIds.get(i));
        }
        logMissed(stored, task, due, now);
        return !taskIds.isEmpty();
    }

    private static Progress progressOf(Progress before, PeriodicTask task, DueTimes due, String lastId, Instant now) {
        var number = due.toRun().size();
        var progress = before.run(number, due.toRun().get(number - 1), now, lastId);
        return task.overlap() == Overlap.ALLOW ? progress : progress.running(lastId);
    }

    private void logMissed(StoredSchedule stored, PeriodicTask task, DueTimes due, Instant now) {
        var first = Objects.requireNonNull(stored.progress().dueAt());
        if (first.isBefore(now.minus(misfireAfter)) && task.overlap() != Overlap.QUEUE_ONE) {
            LOG.missed(task, first, due.last(), due.toRun().size());
        }
    }
}
