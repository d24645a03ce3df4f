package io.apium;

/**
 * Why a task failed, as the worker saw it. It holds text only, so that it can be read where the exception's class does not
 * exist.
 *
 * @param type the full name of the exception's class
 * @param message the exception's message, empty if it has none
 * @param trace the stack trace of the exception and its causes, as text
 */
public record TaskFailure(String type, String message, String trace) {

    /** {@return the failure in one line, without the trace} */
    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
