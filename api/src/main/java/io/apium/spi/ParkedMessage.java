package io.apium.spi;

import java.time.Instant;

/**
 * A message that waits for its time.
 *
 * @param entry what is known of it
 * @param message the message; its delay says nothing
 */
public record ParkedMessage(Entry entry, OutgoingMessage message) {

    /**
     * What is known of a message that waits.
     *
     * @param key its key
     * @param taskId the task's id
     * @param task the task's name
     * @param attempt the number of the execution
     * @param queue where it will be sent
     * @param dueAt when it will be
     * @param parkedAt since when it waits
     * @param size how long its text is, in characters
     */
    public record Entry(
            String key,
            String taskId,
            String task,
            int attempt,
            String queue,
            Instant dueAt,
            Instant parkedAt,
            int size) {}
}
