package io.apium;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Why a task failed, as the worker saw it. It holds text only, so that it can be read where the exception's class does not
 * exist.
 *
 * @param type the full name of the exception's class
 * @param message the exception's message, empty if it has none
 * @param trace the stack trace of the exception and its causes, as text; empty if no exception was thrown
 */
public record TaskFailure(String type, String message, String trace) {

    /** {@return the failure that the exception stands for} */
    public static TaskFailure of(Throwable exception) {
        var trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        var message = exception.getMessage();
        return new TaskFailure(exception.getClass().getName(), message == null ? "" : message, trace.toString());
    }

    /** {@return the failure in one line, without the trace} */
    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
