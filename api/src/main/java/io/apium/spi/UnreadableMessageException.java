package io.apium.spi;

import io.apium.ApiumException;
import org.jspecify.annotations.Nullable;

/** A message is not a task message. It goes to the dead-letter queue. */
public final class UnreadableMessageException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param reason what is wrong with it
     * @param cause what the parser threw, or null
     */
    public UnreadableMessageException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
