package io.apium.engine.canvas;

import io.apium.ApiumException;

/**
 * A group cannot be sent, and some of its messages are with the broker already. It was seen before that it can,
 * so that this is over soon: the transaction is rolled back, which takes them back, and what it did is tried again.
 */
final class PartlySentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartlySentException(ApiumException reason) {
        super(reason);
    }
}
