package io.apium.engine.execute;

import io.apium.engine.task.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The time that one execution has. It is the referee between the thread that works and the clock: whichever comes first, the
 * end of the work or the limit, the other one comes too late. Thread-safe.
 */
final class Deadline {

    private enum State {
        RUNNING,
        ENDED,
        OVERDUE
    }

    private final Thread thread;
    private final TimeLimits limits;
    private final List<Future<?>> alarms = new ArrayList<>();
    private Runnable whenOver = Deadline::nothing;
    private State state = State.RUNNING;
    private boolean softLimitPassed;
    private boolean softLimitTold;
    private boolean isInterrupted;
    private boolean hasLeft;
    private final CountDownLatch decided = new CountDownLatch(1);

    private static void nothing() {}

    /** Starts the time of the current thread. */
    Deadline(TimeLimits limits) {
        this.thread = Thread.currentThread();
        this.limits = limits;
    }

    TimeLimits limits() {
        return limits;
    }

    /**
     * Sets what is to be done if the limit passes. It is forgotten when the work ends, for a scheduler may keep an alarm that
     * was cancelled, and with it this, until its time.
     */
    synchronized void whenOver(Runnable whenOver) {
        this.whenOver = whenOver;
    }

    synchronized void add(Future<?> alarm) {
        alarms.add(alarm);
    }

    /** Asks the thread to end. */
    synchronized void passSoftLimit() {
        if (state == State.RUNNING) {
            softLimitPassed = true;
            interrupt();
        }
    }

    /** From now on it is too late for the work to end. {@return whether it had not ended yet} Then what is to be done is done. */
    boolean passLimit() {
        Runnable work;
        synchronized (this) {
            if (state != State.RUNNING) {
                return false;
            }
            state = State.OVERDUE;
            work = whenOver;
        }
        work.run();
        return true;
    }

    /** What becomes of the overdue work is stored, or cannot be. */
    void decide() {
        decided.countDown();
    }

    /** Waits until that is so, but no longer than the given time. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // After that time, nobody can say more.
    void awaitDecision(Duration most) {
        try {
            decided.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the thread, unless it works at something else by now. */
    synchronized void interrupt() {
        if (!hasLeft) {
            isInterrupted = true;
            thread.interrupt();
        }
    }

    /** The thread has left the task. It is not interrupted any more. {@return whether that was in time} */
    synchronized boolean end() {
        if (!hasLeft) {
            hasLeft = true;
            alarms.forEach(alarm -> alarm.cancel(false));
            whenOver = Deadline::nothing;
            if (isInterrupted) {
                // It was meant for the task, and must not hit what the thread does next.
                Thread.interrupted();
            }
        }
        if (state == State.RUNNING) {
            state = State.ENDED;
        }
        return state == State.ENDED;
    }

    synchronized boolean isSoftLimitPassed() {
        return softLimitPassed;
    }

    /** {@return whether the soft limit has passed; true only once} */
    synchronized boolean tellSoftLimit() {
        var tell = softLimitPassed && !softLimitTold;
        softLimitTold |= tell;
        return tell;
    }

    synchronized boolean isOverdue() {
        return state == State.OVERDUE;
    }

    synchronized boolean hasLeft() {
        return hasLeft;
    }

    /** {@return what the thread is doing} */
    StackTraceElement[] trace() {
        return thread.getStackTrace();
    }
}
