package io.apium;

import static java.util.regex.Pattern.DOTALL;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a task failed, as the worker saw it. It holds text only, so that it can be read where the exception's class does not
 * exist.
 *
 * @param type the full name of the exception's class
 * @param message the exception's message, empty if it has none
 * @param trace the stack trace of the exception and its causes, as text; empty if no exception was thrown. Of a task that was
 *     not called it says because of which other one
 */
public record TaskFailure(String type, String message, String trace) {

    /** {@return the failure that the exception stands for, also if the exception fails to tell its message} */
    public static TaskFailure of(Throwable exception) {
        return new TaskFailure(
                exception.getClass().getName(), told(exception::getMessage), told(() -> trace(exception)));
    }

    private static final Pattern NOT_CALLED =
            Pattern.compile("Not called, because '(.*)' (.*) did not succeed", DOTALL);

    /**
     * The task, or the group, because of which another was not called.
     *
     * @param task its name
     * @param id its id
     */
    public record Culprit(String task, String id) {}

    /**
     * {@return the failure of a task that was not called}
     *
     * @param type the type of what was thrown by the task because of which it was not called
     * @param message its message
     */
    public static TaskFailure notCalled(Culprit because, String type, String message) {
        return new TaskFailure(
                type, message, "Not called, because '" + because.task() + "' " + because.id() + " did not succeed");
    }

    /**
     * {@return the task, or the group, because of which the task was not called; empty if it was called, or was not called
     * for a reason of its own} Type and message are those of that task then.
     */
    public Optional<Culprit> culprit() {
        var matcher = NOT_CALLED.matcher(trace);
        return matcher.matches() ? Optional.of(new Culprit(matcher.group(1), matcher.group(2))) : Optional.empty();
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
