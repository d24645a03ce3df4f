package io.apium.schedule;

/**
 * What becomes of a due time while the run before has not ended. All but {@link #ALLOW} look at results, so that the results
 * of such runs are stored even if the task ignores them.
 */
public enum Overlap {
    /** It is run beside the other. */
    ALLOW,
    /** It is left out. */
    SKIP,
    /** It is run when the other has ended. Of several that come meanwhile, only the last is. */
    QUEUE_ONE,
    /**
     * The other is asked to end, see {@link io.apium.AsyncResult#abort()}, and it is run at once. A run that has not started
     * is not called any more.
     */
    CANCEL_RUNNING
}
