package io.apium;

import org.jspecify.annotations.Nullable;

/** The root of what Apium throws. Its message says what failed, for which task, and what happens next. */
public abstract class ApiumException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed
     * @param cause why, or null
     */
    protected ApiumException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
