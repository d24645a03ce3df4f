package io.apium;

/**
 * Ends the task without a result: its work is kept, and nothing is stored. Celery's {@code Ignore}. A state of the task's
 * own, see {@link TaskContext#updateState}, stays as it is.
 */
public final class Ignore extends TaskDecision {

    private static final long serialVersionUID = 1L;

    /** Creates the decision; see {@link TaskContext#ignore()}. */
    public Ignore() {
        super("The task ends without a result", null);
    }
}
