package io.apium;

import org.jspecify.annotations.Nullable;

/** A task's value is stored, but it is not of the type that the caller asks for. */
public final class UnreadableResultException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param type the type asked for
     * @param reason what does not fit
     * @param cause what the conversion threw, or null
     */
    public UnreadableResultException(String id, String type, String reason, @Nullable Throwable cause) {
        super(
                "What is stored of task " + id + " cannot be read as " + type + ": " + reason + "; it stays stored",
                cause);
    }
}
