package io.apium.schedule;

import java.time.Instant;

/**
 * A task that waits for its time in the database.
 *
 * @param id the task's id
 * @param task the task's name
 * @param attempt the number of the execution that waits, 0 for the first
 * @param queue where it will be sent
 * @param eta when it will be
 * @param parkedAt since when it waits
 * @param key what tells it from others with the same id
 */
public record ParkedTask(
        String id, String task, int attempt, String queue, Instant eta, Instant parkedAt, String key) {}
