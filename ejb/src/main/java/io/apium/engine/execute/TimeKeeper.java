package io.apium.engine.execute;

import io.apium.engine.task.TimeLimits;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Watches the time that executions take. Thread-safe. */
final class TimeKeeper {

    /** How long a thread may take to end after it was interrupted for the last time. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final ExecutionLog LOG = new ExecutionLog();

    private final ScheduledExecutorService scheduler;
    private final Threads threads;
    private final StuckTasks stuck;

    TimeKeeper(ScheduledExecutorService scheduler, Threads threads, StuckTasks stuck) {
        this.scheduler = scheduler;
        this.threads = threads;
        this.stuck = stuck;
    }

    /**
     * Watches an execution.
     *
     * @param overdue what to do when its time is up, before its thread is interrupted
     */
    void watch(Attempt attempt, Deadline deadline, Runnable overdue) {
        schedule(deadline, deadline.limits().soft(), deadline::passSoftLimit);
        deadline.whenOver(() -> stop(attempt, deadline, overdue));
        schedule(deadline, deadline.limits().hard(), deadline::passLimit);
    }

    /** {@return the time of an execution that may take as long as it likes} */
    static Deadline unlimited() {
        return new Deadline(TimeLimits.NONE);
    }

    private void stop(Attempt attempt, Deadline deadline, Runnable overdue) {
        try {
            threads.here(overdue);
        } catch (RuntimeException | Error e) {
            // The work is rolled back all the same, and the message comes again.
            LOG.notRecorded(attempt.identity(), e);
        } finally {
            deadline.decide();
            deadline.interrupt();
            schedule(deadline, GRACE, () -> stuck.check(attempt, deadline));
        }
    }

    private void schedule(Deadline deadline, @Nullable Duration delay, Runnable alarm) {
        if (delay != null) {
            deadline.add(scheduler.schedule(alarm, delay.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
