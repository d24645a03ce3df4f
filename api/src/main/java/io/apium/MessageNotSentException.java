package io.apium;

import org.jspecify.annotations.Nullable;

/** The broker did not take a message. Nothing was sent; a transaction around the call should be rolled back. */
public final class MessageNotSentException extends ApiumException {

    private static final long serialVersionUID = 1L;

    private final String queue;

    /**
     * Creates the exception.
     *
     * @param queue the queue it was meant for
     * @param reason what the broker said
     * @param cause the broker's exception, or null
     */
    public MessageNotSentException(String queue, String reason, @Nullable Throwable cause) {
        super("No message could be sent to queue '" + queue + "': " + reason, cause);
        this.queue = queue;
    }

    /**
     * Creates the exception for the message of a task.
     *
     * @param task the task's name
     * @param id the task's id
     * @param fault why it was not sent
     */
    public MessageNotSentException(String task, String id, MessageNotSentException fault) {
        super("Task '" + task + "' " + id + " is not sent: " + fault.getMessage(), fault);
        this.queue = fault.queue;
    }

    /** {@return the queue that the message was meant for} */
    public String queue() {
        return queue;
    }
}
