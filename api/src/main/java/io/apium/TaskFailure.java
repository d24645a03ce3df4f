package io.apium;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a task failed, as the worker saw it. It holds text only, so that it can be read where the exception's class does not
 * exist.
 *
 * @param type the full name of the exception's class
 * @param message the exception's message, empty if it has none
 * @param trace the stack trace of the exception and its causes, as text; empty if no exception was thrown
 */
public record TaskFailure(String type, String message, String trace) {

    /** {@return the failure that the exception stands for, also if the exception fails to tell its message} */
    public static TaskFailure of(Throwable exception) {
        return new TaskFailure(
                exception.getClass().getName(), told(exception::getMessage), told(() -> trace(exception)));
    }

    private static String trace(Throwable exception) {
        var trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String told(Supplier<@Nullable String> teller) {
        try {
            var text = teller.get();
            // Not every database can store the character with the number 0.
            return text == null ? "" : text.replace('\0', '\uFFFD');
        } catch (RuntimeException e) {
            return "(cannot be told: " + e.getClass().getName() + ")";
        }
    }

    /** {@return the failure in one line, without the trace} */
    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
