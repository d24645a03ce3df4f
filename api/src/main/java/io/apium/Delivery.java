package io.apium;

/**
 * How a task's message reached the worker.
 *
 * @param queue the queue it was taken from
 * @param priority the message's priority, 0 to 9
 * @param count how many times a worker has been given this attempt, this time included: 1 for the first; more if the
 *     transaction of an earlier one was rolled back, or its worker was lost
 */
public record Delivery(String queue, int priority, int count) {

    /** {@return whether a worker has been given this attempt before} */
    public boolean redelivered() {
        return count > 1;
    }
}
