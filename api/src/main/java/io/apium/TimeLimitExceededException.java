package io.apium;

import java.time.Duration;

/** A task has run longer than its {@link Task#timeLimit}: it has ended as FAILURE, and what its thread still does is rolled back. */
public final class TimeLimitExceededException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param task the task's name
     * @param limit the limit
     */
    public TimeLimitExceededException(String id, String task, Duration limit) {
        super(
                "Task '" + task + "' " + id + " has run longer than its time limit, " + limit
                        + "; it is not tried again",
                null);
    }
}
