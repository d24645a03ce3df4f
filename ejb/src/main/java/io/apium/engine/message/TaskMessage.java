package io.apium.engine.message;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One signature on its way through a queue.
 *
 * @param identity which task it is
 * @param arguments what the method is called with
 * @param expires the time after which it must not start, or null
 * @param shadow another name for logs and consoles, or null
 * @param ignoreResult whether a successful call's value is thrown away; null is what the task says
 * @param retry what the call says about retries
 * @param limits what the call says about how long the task may run
 * @param headers the application's own headers
 */
public record TaskMessage(
        TaskIdentity identity,
        Arguments arguments,
        @Nullable Instant expires,
        @Nullable String shadow,
        @Nullable Boolean ignoreResult,
        RetryOptions retry,
        LimitOptions limits,
        Map<String, String> headers) {

    /** Copies. */
    public TaskMessage {
        headers = Map.copyOf(headers);
    }

    /** {@return the message that runs the task once more, as a further attempt} */
    public TaskMessage retried(Arguments otherArguments) {
        return new TaskMessage(
                identity.nextAttempt(), otherArguments, expires, shadow, ignoreResult, retry, limits, headers);
    }
}
