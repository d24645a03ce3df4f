package io.apium;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides for each task that ran how long its result is kept. An application declares one CDI bean of this type, if it
 * wants to; its answer goes before {@link Task#resultExpires}.
 *
 * <p><b>Threading.</b> Must be safe for use by several threads. <b>Errors.</b> What it throws is logged, and counts as no
 * answer.
 */
@FunctionalInterface
public interface ResultExpiry {

    /**
     * {@return how long the result is kept after the task's end; zero for ever, empty for what the task says}
     *
     * @param context the task, with its arguments
     * @param state the state in which it ends
     */
    Optional<Duration> expires(TaskContext context, TaskState state);
}
