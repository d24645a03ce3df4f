package io.apium;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** A task has not ended in the time that the caller would wait. The task goes on. */
public final class ResultTimeoutException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param timeout how long was waited
     * @param state the state it was last seen in
     */
    public ResultTimeoutException(String id, Duration timeout, TaskState state) {
        super(
                "Task " + id + " has not ended within " + timeout.truncatedTo(ChronoUnit.MILLIS) + "; it is " + state
                        + (state.equals(TaskState.PENDING) ? ": it waits or runs, or nobody knows it" : " and goes on"),
                null);
    }
}
