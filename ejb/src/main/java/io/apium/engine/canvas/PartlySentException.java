package io.apium.engine.canvas;

import io.apium.ApiumException;

/**
 * A group cannot be sent, and some of its messages are with the broker already. The transaction must be rolled back, which takes
 * them back; what was to be done in it has failed.
 */
public final class PartlySentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ApiumException reason;

    PartlySentException(ApiumException reason) {
        super(reason);
        this.reason = reason;
    }

    /** {@return why the rest cannot be sent} */
    public ApiumException reason() {
        return reason;
    }
}
