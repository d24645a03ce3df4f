package io.apium;

/**
 * A group was to be sent in the caller's transaction, and the rest of it cannot be sent after a part of it was written. A
 * group is sent whole or not at all, so the transaction is marked for rollback. The cause says what is wrong.
 */
public final class GroupNotSentException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param groupId the group's id
     * @param cause what is wrong
     */
    public GroupNotSentException(String groupId, Throwable cause) {
        super(
                "Group " + groupId + " cannot be sent, and because a part of it was written already, the current"
                        + " transaction is marked for rollback: " + cause.getMessage(),
                cause);
    }
}
