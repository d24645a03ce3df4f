package io.apium.engine.canvas;

import io.apium.ApiumException;

/**
 * The join to which a member reports cannot be seen: the transaction that sent the member has not committed in the database
 * yet. The member's transaction is rolled back, and its message comes again.
 */
public final class JoinNotThereException extends ApiumException {

    private static final long serialVersionUID = 1L;

    JoinNotThereException(String id) {
        super(
                "Group " + id + " cannot be seen yet, so that its members cannot be counted: their messages come again",
                null);
    }
}
