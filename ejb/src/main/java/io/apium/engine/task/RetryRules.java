package io.apium.engine.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * When a task is run again.
 *
 * @param maxRetries how often at most; −1 for any number
 * @param delay how long it waits
 * @param backoff the seconds before the first retry, doubled for each next one; zero for the constant delay
 * @param backoffMax the longest time that a backoff comes to
 * @param jitter whether a backoff is a random time up to the one computed
 * @param autoFor exceptions after which it is retried by itself
 * @param dontAutoFor exceptions after which it is not
 */
public record RetryRules(
        int maxRetries,
        Duration delay,
        int backoff,
        Duration backoffMax,
        boolean jitter,
        List<Class<? extends Throwable>> autoFor,
        List<Class<? extends Throwable>> dontAutoFor) {

    static final RetryRules DEFAULTS =
            new RetryRules(3, Duration.ofMinutes(3), 0, Duration.ofMinutes(10), true, List.of(), List.of());

    /** Copies. */
    public RetryRules {
        autoFor = List.copyOf(autoFor);
        dontAutoFor = List.copyOf(dontAutoFor);
    }

    /** {@return whether the task is retried by itself after the exception} */
    public boolean isAutomaticFor(Throwable exception) {
        return autoFor.stream().anyMatch(type -> type.isInstance(exception))
                && dontAutoFor.stream().noneMatch(type -> type.isInstance(exception));
    }

    /** {@return the same rules, with another number of retries} */
    public RetryRules withMaxRetries(int otherMaxRetries) {
        return new RetryRules(otherMaxRetries, delay, backoff, backoffMax, jitter, autoFor, dontAutoFor);
    }

    /** {@return whether the execution of that number may be followed by another} */
    public boolean allowsRetryAfter(int attempt) {
        return maxRetries < 0 || attempt < maxRetries;
    }

    /**
     * {@return how long the retry waits that follows the execution of that number}
     *
     * @param random a random number from zero to the given one, both included
     */
    public Duration delayAfter(int attempt, LongUnaryOperator random) {
        if (backoff == 0) {
            return delay;
        }
        // As many doublings as a long has room for.
        var first = TimeUnit.SECONDS.toMillis(backoff);
        var computed = Duration.ofMillis(first << Math.min(attempt, Long.numberOfLeadingZeros(first) - 1));
        var bounded = computed.compareTo(backoffMax) < 0 ? computed : backoffMax;
        return jitter ? Duration.ofMillis(random.applyAsLong(bounded.toMillis())) : bounded;
    }
}
