package io.apium.engine.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link io.apium.Task} sets for each call that does not set it itself.
 *
 * @param queue the queue, or null for the default queue
 * @param priority 0 to 9, or null for the broker's default
 * @param expires how long after it was sent a call may start, or null for ever
 * @param ignoreResult whether a successful call's value is thrown away
 */
public record TaskDefaults(
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable Duration expires,
        boolean ignoreResult) {

    /** Nothing set. */
    public static final TaskDefaults NONE = new TaskDefaults(null, null, null, false);
}
