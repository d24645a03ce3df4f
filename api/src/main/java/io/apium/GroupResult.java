package io.apium;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group that was sent, seen from the side of the one who waits for it. Its value is the list of its members' values.
 * Celery's {@code GroupResult}.
 *
 * <p>It needs not be saved: {@link TaskClient#groupResult} finds it again by its id, on any node, as long as the plan of its
 * workflow is kept.
 *
 * <p><b>Errors.</b> {@link #get()} throws what the first member throws, in the order of the members, that did not succeed.
 *
 * @param <E> the type of a member's value
 */
public interface GroupResult<E> extends AsyncResult<List<E>> {

    /** {@return the results of the members, in their order} */
    List<AsyncResult<E>> members();

    /** {@return how many members have succeeded} */
    int completedCount();

    /** {@return whether a member has not ended} */
    boolean waiting();

    /** {@return how many members have ended, in whatever way, and how many there are} */
    @Override
    Optional<Progress> progress();

    /**
     * {@return the state: {@link TaskState#FAILURE} as soon as a member has failed, {@link TaskState#SUCCESS} when all have succeeded}
     *
     * <p>A member that ended without a value, by {@link TaskContext#ignore}, counts as one that has succeeded. One that has
     * expired, or that somebody has revoked, fails a group for which something waits; the state of one that nothing follows
     * is {@link TaskState#REVOKED} as soon as there is such a member and none has failed, and {@link #failed} is false.
     */
    @Override
    TaskState state();

    /**
     * {@return the members that have ended, each as soon as it has ended} The stream waits for the next one; it ends with the
     * last. Close it if it is not read to its end.
     *
     * @param timeout how long to wait in all
     * @throws ResultTimeoutException from the stream, if some have not ended in time
     */
    Stream<AsyncResult<E>> asCompleted(Duration timeout);

    /**
     * Revokes all tasks of the group, all steps of its members too, and what members have added or replaced themselves with; see
     * {@link AsyncResult#revoke}. What a task that runs adds or replaces itself with afterwards is called, but for the last task of
     * a replacement.
     */
    @Override
    void revoke();

    /** Asks the same tasks to end that {@link #revoke} reaches; see {@link AsyncResult#abort}. */
    @Override
    void abort();

    /**
     * Deletes what is stored of the group and of the same tasks that {@link #revoke} reaches. Values that something still waits
     * for are deleted when it has taken them.
     */
    @Override
    void forget();
}
