package io.apium;

/**
 * Refuses the task's message: its work is rolled back, and the message goes to the dead-letter queue with the reason, or
 * back to its queue. Celery's {@code Reject}.
 */
public final class Reject extends TaskDecision {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean isRequeued;

    /** Creates the decision; see {@link TaskContext#reject}. */
    public Reject(String reason) {
        this(reason, false);
    }

    private Reject(String reason, boolean isRequeued) {
        super(reason, null);
        this.reason = reason;
        this.isRequeued = isRequeued;
    }

    /**
     * {@return the decision to give the message back to its queue instead} The broker delivers it again after its
     * redelivery delay, and {@code apium.task-max-deliveries} bounds how often.
     */
    public Reject requeue() {
        return new Reject(reason, true);
    }

    /** {@return why} */
    public String reason() {
        return reason;
    }

    /** {@return whether the message goes back to its queue} */
    public boolean isRequeued() {
        return isRequeued;
    }
}
