package io.apium;

import java.time.Duration;

/**
 * A task has run longer than its {@link Task#softTimeLimit}: the time to clean up and end. It comes out of
 * {@link TaskContext#checkpoint()}; a call that waits ends with {@link InterruptedException} instead. If the task lets either
 * escape, it fails with this exception.
 */
public final class SoftTimeLimitExceededException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param task the task's name
     * @param limit the limit
     */
    public SoftTimeLimitExceededException(String id, String task, Duration limit) {
        super("Task '" + task + "' " + id + " has run longer than its soft time limit, " + limit, null);
    }
}
