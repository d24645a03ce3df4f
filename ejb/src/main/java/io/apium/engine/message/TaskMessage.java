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
 * @param ignoreResult whether a successful call's value is thrown away
 * @param headers the application's own headers
 */
public record TaskMessage(
        TaskIdentity identity,
        Arguments arguments,
        @Nullable Instant expires,
        @Nullable String shadow,
        boolean ignoreResult,
        Map<String, String> headers) {

    /** Copies. */
    public TaskMessage {
        headers = Map.copyOf(headers);
    }
}
