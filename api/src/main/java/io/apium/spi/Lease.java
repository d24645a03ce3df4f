package io.apium.spi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs outside the transaction that took its message. The lease replaces the unacknowledged message: it holds
 * all that is needed to send it again.
 *
 * @param id the task's id
 * @param attempt the number of its execution
 * @param task the task's name
 * @param holder the id of the node that runs it, see {@link NodeStore#heartbeat}
 * @param worker the worker that runs it, as {@code app@host/WorkerClass}
 * @param isRepeatable whether it is sent again if the holder is lost; if not, it fails
 * @param losses how many workers were given this execution before, and were lost with it
 * @param takenAt when it was taken
 * @param queue where its message came from
 * @param priority the message's priority, or null
 * @param properties the message's properties, strings and integers by name
 * @param body the message's text
 */
public record Lease(
        String id,
        int attempt,
        String task,
        String holder,
        String worker,
        boolean isRepeatable,
        int losses,
        Instant takenAt,
        String queue,
        @Nullable Integer priority,
        Map<String, Object> properties,
        String body) {}
