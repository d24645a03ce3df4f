package io.apium.it.crash.app;

import io.apium.TaskClient;
import io.apium.canvas.Signature;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of tasks that are sent, and what each must have left behind in the end. A new kind is a constant more, with its
 * task method; it is then sent and audited like all others. The parts of workflows are tasks too.
 */
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes the map of a kind, nor what sends it.
public enum Kind {
    /** Atomic, with a row and a child sent in its transaction. */
    BOOKED(tasks -> tasks.signature(AtomicTasks::book), Map.of(End.SUCCESS, Traces.rowAndChild())),

    /** The child that another task sends. */
    CHILD(null, Map.of(End.SUCCESS, Traces.row())),

    /** Atomic, and throws after its work. */
    DECLINED(tasks -> tasks.signature(AtomicTasks::decline), Map.of(End.FAILURE, Traces.nothing())),

    /** Atomic, and throws what its work is kept for. */
    KEPT(tasks -> tasks.signature(AtomicTasks::keep), Map.of(End.FAILURE, Traces.rowAndChild())),

    /** Atomic; the first attempt asks for another one after its work. */
    RETRIED(
            tasks -> tasks.signature(AtomicTasks::retry),
            Map.of(End.SUCCESS, Traces.rowAndChild().afterRetry())),

    /** Atomic, without a result. */
    FORGOTTEN(tasks -> tasks.signature(AtomicTasks::forget), Map.of(End.UNKNOWN, Traces.rowAndChild())),

    /** Atomic, without a result; fails when it runs for the first time, and would succeed if it ran once more. */
    FICKLE(
            tasks -> tasks.signature(AtomicTasks::failFirst),
            Map.of(
                    End.FAILURE, Traces.nothing().runs(0, Integer.MAX_VALUE),
                    End.UNKNOWN, Traces.rowAndChild().runs(2, Integer.MAX_VALUE))),

    /** Waits for so long that it is parked in the database. */
    PARKED(
            tasks -> tasks.signature(AtomicTasks::book).set(o -> o.countdown(Duration.ofSeconds(2))),
            Map.of(End.SUCCESS, Traces.rowAndChild())),

    /** Asks for another attempt so late that it is parked. */
    PARKED_RETRIED(
            tasks -> tasks.signature(AtomicTasks::retryLate),
            Map.of(End.SUCCESS, Traces.rowAndChild().afterRetry())),

    /** Shares its transaction with others. */
    BATCHED(tasks -> tasks.signature(BatchedTasks::book), Map.of(End.SUCCESS, Traces.rowAndChild())),

    /** The same, without a child, so that many fit into a batch. */
    BATCHED_SMALL(tasks -> tasks.signature(BatchedTasks::note), Map.of(End.SUCCESS, Traces.row())),

    /** Throws in a shared transaction. */
    BATCHED_DECLINED(tasks -> tasks.signature(BatchedTasks::decline), Map.of(End.FAILURE, Traces.nothing())),

    /** Asks for another attempt in a shared transaction. */
    BATCHED_RETRIED(
            tasks -> tasks.signature(BatchedTasks::retry),
            Map.of(End.SUCCESS, Traces.row().afterRetry())),

    /** Leased, at least once. Its row and its child are of the transaction that ends it. */
    LEASED(
            tasks -> tasks.signature(LeasedTasks::atLeastOnce),
            Map.of(End.SUCCESS, Traces.rowAndChild().runs(1, Integer.MAX_VALUE))),

    /** Leased, at least once; the first attempt asks for another one. */
    LEASED_RETRIED(
            tasks -> tasks.signature(LeasedTasks::retry),
            Map.of(End.SUCCESS, Traces.rowAndChild().afterRetry().runs(2, Integer.MAX_VALUE))),

    /** Leased, at most once: it may be lost with its node, but must then say so. */
    LEASED_ONCE(
            tasks -> tasks.signature(LeasedTasks::atMostOnce),
            Map.of(
                    End.SUCCESS, Traces.rowAndChild().runs(1, 1),
                    End.FAILURE, Traces.nothing().runs(0, 1))),

    /** A run of the periodic task, sent by beat. */
    PERIODIC(null, Map.of(End.SUCCESS, Traces.row())),

    /** A part of a {@link Flow} that runs. */
    PART(null, Map.of(End.SUCCESS, Traces.row())),

    /** A part that throws after its work. */
    LAME_PART(null, Map.of(End.FAILURE, Traces.nothing())),

    /** A part that never runs, because one before it has failed. */
    ORPHANED_PART(null, Map.of(End.FAILURE, Traces.nothing()));

    /** How a task ends. */
    public enum End {
        SUCCESS,
        FAILURE,
        /** It keeps no result. */
        UNKNOWN
    }

    /**
     * What a task leaves behind.
     *
     * @param attempt the attempt that ended it
     * @param work its rows
     * @param children the tasks that it sent
     * @param minRuns how often it ran outside a transaction, at the least
     * @param maxRuns and at the most
     */
    public record Traces(int attempt, int work, int children, int minRuns, int maxRuns) {

        static Traces nothing() {
            return new Traces(0, 0, 0, 0, 0);
        }

        static Traces row() {
            return new Traces(0, 1, 0, 0, 0);
        }

        static Traces rowAndChild() {
            return new Traces(0, 1, 1, 0, 0);
        }

        Traces runs(int min, int max) {
            return new Traces(attempt, work, children, min, max);
        }

        Traces afterRetry() {
            return new Traces(1, work, children, minRuns, maxRuns);
        }
    }

    private final @Nullable Function<TaskClient, Signature<?>> signature;
    private final Map<End, Traces> ends;

    Kind(@Nullable Function<TaskClient, Signature<?>> signature, Map<End, Traces> ends) {
        this.signature = signature;
        this.ends = ends;
    }

    /** {@return the task, or null if only other tasks send it} */
    @Nullable
    Signature<?> signature(TaskClient tasks) {
        return signature == null ? null : signature.apply(tasks);
    }

    /** {@return what it leaves behind if it ends like that, or null if it must not} */
    public @Nullable Traces leaves(End end) {
        return ends.get(end);
    }

    /** {@return whether its state can be asked for in the end} */
    public boolean keepsResult() {
        return !ends.containsKey(End.UNKNOWN);
    }
}
