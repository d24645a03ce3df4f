package io.apium.engine.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a task may run.
 *
 * @param soft before it is asked to end; null for no limit
 * @param hard before it has failed; null for no limit
 */
public record TimeLimits(@Nullable Duration soft, @Nullable Duration hard) {

    /** As long as it likes. */
    public static final TimeLimits NONE = new TimeLimits(null, null);
}
