package io.apium;

import io.apium.canvas.Canvas;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a bean wants to be told about its own tasks. A bean with {@link Task} methods that implements this interface is
 * called around every one of them when a worker runs it. The order is Celery's.
 *
 * <p><b>Transaction.</b> Of an {@link Execution#ATOMIC} task: {@link #beforeStart}, {@link #onSuccess} and
 * {@link #onReplace} are called in the transaction that does the work, and so is {@link #afterReturn} after a success; the
 * others are called in the transaction that stores the failure or the retry. The first one still holds its locks then, to be
 * rolled back afterwards: a hook that is told of a failure must not touch rows that the task has changed. Of a leased task:
 * {@link #beforeStart} is called outside a transaction, the others in the transaction that stores the outcome.
 *
 * <p><b>Errors.</b> What {@link #beforeStart} throws, or what is thrown after a success or a replacement, makes the task
 * fail. What is thrown after a failure or a retry is logged; what the hooks did is rolled back then, and the outcome stays.
 */
public interface TaskHooks {

    /** Called before the task's method. */
    default void beforeStart(TaskContext context) throws Exception {}

    /**
     * Called after the method returned.
     *
     * @param value what it returned
     */
    default void onSuccess(TaskContext context, @Nullable Object value) throws Exception {}

    /**
     * Called when the task has failed for good.
     *
     * @param cause what it threw
     */
    default void onFailure(TaskContext context, Throwable cause) throws Exception {}

    /**
     * Called when the task is to run again.
     *
     * @param cause what it threw
     * @param nextAt when it runs again, at the earliest
     */
    default void onRetry(TaskContext context, Throwable cause, Instant nextAt) throws Exception {}

    /**
     * Called when the task puts a canvas in its place, before that is sent. What becomes of the canvas is told to the beans of
     * its own tasks.
     *
     * @param canvas what the task gave to {@link TaskContext#replace}
     */
    default void onReplace(TaskContext context, Canvas<?> canvas) throws Exception {}

    /**
     * Called last, after a success or a failure, and not after a retry or a replacement.
     *
     * @param state the state in which the task ends
     */
    default void afterReturn(TaskContext context, TaskState state) throws Exception {}
}
