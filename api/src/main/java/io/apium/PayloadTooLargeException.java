package io.apium;

/** The arguments of a call are larger than {@code apium.message-max-payload} allows. Nothing was sent. */
public final class PayloadTooLargeException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param task the task's name
     * @param id its id
     * @param bytes how large the message's body would be
     * @param limit the largest body allowed, in bytes
     */
    public PayloadTooLargeException(String task, String id, long bytes, long limit) {
        super(
                "Task '" + task + "' " + id + " is not sent: its message would have " + bytes + " bytes, and at most "
                        + limit + " are allowed (apium.message-max-payload). Store what is large, and send where it is",
                null);
    }
}
