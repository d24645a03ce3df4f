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

    private MessageNotSentException(MessageNotSentException fault, String task, String id) {
        super("Task '" + task + "' " + id + " is not sent: " + fault.getMessage(), fault);
        this.queue = fault.queue;
    }

    /** {@return this, saying whose message it was} */
    public MessageNotSentException ofTask(String task, String id) {
        return new MessageNotSentException(this, task, id);
    }

    /** {@return the queue that the message was meant for} */
    public String queue() {
        return queue;
    }
}
