package io.apium.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for their time in the database, because their countdown, their ETA or the delay of their retry is longer than
 * {@code apium.park-after} (five minutes). Injected with CDI.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface ParkedTasks {

    /**
     * {@return those that wait, in the order of their time}
     *
     * @param after the last of the page before; null for the first page
     * @param limit how many, at the most
     */
    List<ParkedTask> list(@Nullable ParkedTask after, int limit);

    /** {@return those with that id: one, none, or several if the caller has given it to several} */
    List<ParkedTask> find(String taskId);

    /** Lets a task wait until another time. {@return whether it was parked} */
    boolean move(String taskId, Instant eta);

    /** Sends a task now. {@return whether it was parked} */
    boolean release(String taskId);

    /**
     * Gives a task up: it is not called, and it ends, with all that depends on it, as {@link io.apium.TaskState#REVOKED} as soon as
     * a worker of its queue has seen it. {@return whether it was parked}
     */
    boolean revoke(String taskId);
}
