package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call says about its retries; null is what the task says.
 *
 * @param max how often at most; −1 for any number
 * @param delay how long one waits
 * @param backoff the seconds before the first, doubled for each next one
 * @param backoffMax the longest time that a backoff comes to
 * @param jitter whether a backoff is a random time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetryOptions(
        @Nullable Integer max,
        @Nullable Duration delay,
        @Nullable Integer backoff,
        @Nullable Duration backoffMax,
        @Nullable Boolean jitter) {

    /** Nothing said. */
    public static final RetryOptions NONE = new RetryOptions(null, null, null, null, null);

    /** {@return the same, with another number of retries} */
    public RetryOptions withMax(int otherMax) {
        return new RetryOptions(otherMax, delay, backoff, backoffMax, jitter);
    }
}
