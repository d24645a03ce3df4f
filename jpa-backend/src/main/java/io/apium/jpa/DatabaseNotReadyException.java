package io.apium.jpa;

import io.apium.ApiumException;
import org.jspecify.annotations.Nullable;

/** The database cannot keep results as it is. Nothing was stored; the message names what to change. */
public final class DatabaseNotReadyException extends ApiumException {

    private static final long serialVersionUID = 1L;

    DatabaseNotReadyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
