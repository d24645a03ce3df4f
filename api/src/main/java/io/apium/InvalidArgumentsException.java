package io.apium;

import org.jspecify.annotations.Nullable;

/** The arguments of a call do not fit the task's method. The message says which argument. */
public final class InvalidArgumentsException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param task the task's name
     * @param fault what is wrong with which argument
     * @param cause what the conversion threw, or null
     */
    public InvalidArgumentsException(String task, String fault, @Nullable Throwable cause) {
        super("Task '" + task + "' cannot be called: " + fault, cause);
    }
}
