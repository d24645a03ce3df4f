package io.apium;

/**
 * How a task's message reached the worker.
 *
 * @param queue the queue it was taken from
 * @param priority the message's priority, 0 to 9
 * @param count how many times the broker has delivered this message, this time included; 1 for the first
 */
public record Delivery(String queue, int priority, int count) {

    /** {@return whether the broker has delivered this message before} */
    public boolean redelivered() {
        return count > 1;
    }
}
