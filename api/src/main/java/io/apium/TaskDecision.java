package io.apium;

import org.jspecify.annotations.Nullable;

/**
 * What a task decides about itself instead of returning: thrown out of its method, it is no failure.
 *
 * <p>It extends {@link Error} for the reason for which {@code ThreadDeath} did: a task that catches every
 * {@link Exception} around the line that throws it must not swallow it.
 */
public abstract sealed class TaskDecision extends Error permits Ignore, Reject, Replace, Retry {

    private static final long serialVersionUID = 1L;

    TaskDecision(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
