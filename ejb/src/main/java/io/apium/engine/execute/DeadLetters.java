package io.apium.engine.execute;

/**
 * When a message is given up, and where it goes then.
 *
 * @param queue the queue for messages that cannot be worked off
 * @param maxDeliveries how often a message is delivered, at the most, without an outcome
 */
public record DeadLetters(String queue, int maxDeliveries) {

    /** The property that says why a message is in the dead-letter queue. */
    static final String REASON = "apium_dead_reason";

    /** The property that says from which queue it came. */
    static final String QUEUE = "apium_dead_queue";
}
