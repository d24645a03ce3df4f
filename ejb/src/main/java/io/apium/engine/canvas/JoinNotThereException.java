package io.apium.engine.canvas;

import io.apium.ApiumException;

/**
 * The join to which a member reports cannot be seen: the transaction that sent the member has not committed in the database
 * yet, or the join has expired. The member's transaction is rolled back, and its message comes again.
 */
final class JoinNotThereException extends ApiumException {

    private static final long serialVersionUID = 1L;

    JoinNotThereException(String id) {
        super(
                "Group " + id + " is not there yet, or not any more, so that its members cannot be counted;"
                        + " the message comes again",
                null);
    }
}
