package io.apium;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A task that was sent, seen from the side of the one who waits for it. Celery's {@code AsyncResult}.
 *
 * <p><b>Threading and transactions.</b> Safe for use by several threads. Reading takes no part in the caller's transaction.
 * A task that was sent inside a transaction starts after its commit; to wait for it before that would be to wait for ever,
 * and is refused with {@link IllegalStateException}.
 *
 * <p><b>Errors.</b> Without a result store every method but {@link #id()} throws {@link NoResultStoreException}.
 *
 * @param <R> the type of the task's value
 */
public interface AsyncResult<R> {

    /** {@return the task's id} */
    String id();

    /** {@return the task's state now; {@link TaskState#PENDING} if nothing is known of it} */
    TaskState state();

    /** {@return whether the task has ended, in whatever way} */
    default boolean ready() {
        return state().isTerminal();
    }

    /** {@return whether the task has ended with a value} */
    default boolean successful() {
        return state().equals(TaskState.SUCCESS);
    }

    /** {@return whether the task has ended with an exception} */
    default boolean failed() {
        return state().equals(TaskState.FAILURE);
    }

    /** {@return why the task failed, or was revoked; empty if it did not} */
    Optional<TaskFailure> failure();

    /**
     * Waits for the task to end. Inside a task this is refused, see {@link TaskContext#allowJoin}.
     *
     * @return its value; null if it returned null or nothing. A success that ignores its result stores nothing, so that waiting
     *     for it does not end, unless it is part of a canvas: then its value is null
     * @throws TaskFailedException if the task failed
     * @throws TaskRevokedException if the task was not called
     * @throws IllegalStateException if the task cannot end before the current transaction does, or if a task waits
     */
    @Nullable
    R get();

    /**
     * Waits for the task to end, but no longer than the given time. Zero looks once. Inside
     * a task this is refused, see {@link TaskContext#allowJoin}.
     *
     * @return its value; null if it returned null or nothing. A success that ignores its result stores nothing, so that waiting
     *     for it does not end, unless it is part of a canvas: then its value is null
     * @throws ResultTimeoutException if the task has not ended in time; it goes on all the same
     * @throws TaskFailedException if the task failed
     * @throws TaskRevokedException if the task was not called
     * @throws IllegalStateException if the task cannot end before the current transaction does, or if a task waits
     */
    @Nullable
    R get(Duration timeout);

    /** {@return what the task last said of its progress; empty if it said nothing} */
    Optional<Progress> progress();

    /**
     * {@return what the task stored with a state of its own, see {@link TaskContext#updateState}; empty if nothing}
     *
     * @param type the type to read it as
     * @throws UnreadableResultException if it is of another type
     */
    <M> Optional<M> meta(Class<M> type);

    /** {@return all that is remembered of the task's executions, oldest first, the last one included} */
    List<TaskAttempt> attempts();

    /**
     * {@return the arguments with which the task ended, as JSON holds them, if it keeps them; see
     * {@link Task#resultExtended}} First those by position, as a list, then those by name, as a map if there are any.
     */
    Optional<List<@Nullable Object>> args();

    /** {@return the queue from which the task was taken when it ended, if the result keeps it; see {@link Task#resultExtended}} */
    Optional<String> queue();

    /**
     * Revokes the task: it is not called, not for another attempt either, and when a worker is given its message it ends as
     * {@link TaskState#REVOKED}, with the steps after it. It changes nothing about how a task has ended, and a task that runs is not
     * disturbed; see {@link #abort}. Takes no part in the caller's transaction. Workers know of it with their next heartbeat
     * ({@code apium.node-heartbeat}, two seconds), those that start later before their first task; it is remembered for a week. A
     * task that waits longer for its time is given up by {@link io.apium.schedule.ParkedTasks#revoke}. A workflow in which a task is
     * revoked is not run on by {@code retryFailed}. Celery's {@code revoke}.
     */
    void revoke();

    /**
     * Asks the task to end. It is told by {@link TaskContext#isAborted()}, whether it runs already or not, and does what it
     * likes. Takes no part in the caller's transaction.
     */
    void abort();

    /** {@return whether somebody asked the task to end} */
    boolean isAborted();

    /**
     * {@return the id of the workflow that the task belongs to, see {@link TaskClient#workflow(AsyncResult)}} Known from the
     * sending on for who has sent it; for others, when the task has ended.
     */
    Optional<String> rootId();

    /**
     * {@return the task that sent this one, or the step before it in its chain; empty if there is none, or nothing is known of
     * it} Known from the sending on for who has sent it; for others, when the task has ended.
     */
    Optional<AsyncResult<Object>> parent();

    /**
     * {@return what the task has sent: its next step, its callbacks, and what it sent while it ran} Known when the task has
     * ended. Of {@code apply()}, the callbacks that were called.
     */
    List<AsyncResult<Object>> children();

    /**
     * Deletes what is stored of the task, in the caller's transaction if there is one. A task that runs later stores its
     * result all the same. The value of a member of a group that something still waits for is deleted when it has taken it.
     */
    void forget();

    /**
     * {@return a future that is completed when the task ends, with its value or with what {@link #get()} would throw}
     * Cancelling it does not stop the task.
     */
    CompletableFuture<@Nullable R> toCompletableFuture();
}
