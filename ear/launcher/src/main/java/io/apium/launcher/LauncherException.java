package io.apium.launcher;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The server could not be provisioned, started or used as asked. The message says what failed and what to do. */
public class LauncherException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param format what failed, in sentences for the person at the console, as in {@link String#format}
     * @param arguments what the format refers to
     */
    LauncherException(String format, @Nullable Object... arguments) {
        super(String.format(Locale.ROOT, format, arguments));
    }
}
