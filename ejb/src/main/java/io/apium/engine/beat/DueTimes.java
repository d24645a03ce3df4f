package io.apium.engine.beat;

import io.apium.schedule.Misfire;
import io.apium.schedule.PeriodicTask;
import io.apium.spi.StoredSchedule.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made of the due times of a periodic task that have passed.
 *
 * @param toRun those that are to be run, oldest first
 * @param last the last one that has passed
 * @param next the first one that has not, or null
 */
record DueTimes(List<Instant> toRun, Instant last, @Nullable Instant next) {

    /** How many are run at once, at the most, if none is missed. */
    private static final int MOST_RUNS = 10_000;

    /**
     * {@return what is to be made of them}
     *
     * @param dueAt the first that has passed
     * @param misfireAfter how late one counts as missed
     */
    static DueTimes of(PeriodicTask task, Instant dueAt, Instant now, Duration misfireAfter) {
        var missedBefore = now.minus(misfireAfter);
        var isMissed = dueAt.isBefore(missedBefore);
        var passed = last(task, dueAt, now, isMissed ? kept(task) : MOST_RUNS);
        var last = passed.get(passed.size() - 1);
        var isLeftOut = isMissed && task.misfire() == Misfire.SKIP && last.isBefore(missedBefore);
        return new DueTimes(isLeftOut ? List.of() : passed, last, task.next(now).orElse(null));
    }

    /** {@return the last due times up to now} Of years that were missed, only as much is gone through as they need. */
    private static List<Instant> last(PeriodicTask task, Instant dueAt, Instant now, int most) {
        for (var span = Duration.ofSeconds(most); now.minus(span).isAfter(dueAt); span = span.multipliedBy(2)) {
            var passed = lastFrom(task, task.next(now.minus(span)).orElse(null), now, most);
            if (passed.size() == most) {
                return passed;
            }
        }
        return lastFrom(task, dueAt, now, most);
    }

    private static List<Instant> lastFrom(PeriodicTask task, @Nullable Instant first, Instant now, int most) {
        var last = new ArrayDeque<Instant>();
        for (var due = first;
                due != null && !due.isAfter(now);
                due = task.next(due).orElse(null)) {
            last.add(due);
            if (last.size() > most) {
                last.remove();
            }
        }
        return List.copyOf(last);
    }

    private static int kept(PeriodicTask task) {
        return task.misfire() == Misfire.ALL ? task.misfireLimit() : 1;
    }

    /** {@return the same, but of those to be run only the last} */
    DueTimes onlyLast() {
        return new DueTimes(toRun.isEmpty() ? toRun : toRun.subList(toRun.size() - 1, toRun.size()), last, next);
    }

    /** {@return the same, with the last one to be run in any case} */
    DueTimes lastForSure() {
        return new DueTimes(List.of(last), last, next);
    }

    /** {@return the same, with nothing to be run} */
    DueTimes leftOut() {
        return new DueTimes(List.of(), last, next);
    }

    /** {@return the same, but no more runs than the task may have} */
    DueTimes within(PeriodicTask task, Progress progress) {
        if (task.maxRuns().isEmpty()) {
            return this;
        }
        var left = Math.max(0, task.maxRuns().get() - progress.runs());
        return new DueTimes(toRun.subList(0, Math.min(left, toRun.size())), last, toRun.size() >= left ? null : next);
    }
}
