package io.apium.engine.task;

import io.apium.Execution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a task by its annotations and the configuration, for each call that does not say it itself.
 *
 * @param queue the queue, or null for the default queue
 * @param priority 0 to 9, or null for the broker's default
 * @param expires how long after it was sent a call may start, or null for ever
 * @param shadow another name for logs and consoles, or null
 * @param execution what is promised when a worker is lost
 * @param batchable whether it may share its transaction with other tasks
 * @param result what is stored of it
 * @param retry when it is run again
 * @param exceptions what its exceptions mean
 * @param limits how long it may run
 */
public record TaskAttributes(
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable Duration expires,
        @Nullable String shadow,
        Execution execution,
        boolean batchable,
        ResultRules result,
        RetryRules retry,
        ExceptionRules exceptions,
        TimeLimits limits) {

    TaskAttributes with(TimeLimits otherLimits) {
        return new TaskAttributes(
                queue, priority, expires, shadow, execution, batchable, result, retry, exceptions, otherLimits);
    }

    /** Those of a task of which nothing is said. */
    public static final TaskAttributes DEFAULTS = new TaskAttributes(
            null,
            null,
            null,
            null,
            Execution.ATOMIC,
            false,
            ResultRules.DEFAULTS,
            RetryRules.DEFAULTS,
            ExceptionRules.DEFAULTS,
            TimeLimits.NONE);
}
