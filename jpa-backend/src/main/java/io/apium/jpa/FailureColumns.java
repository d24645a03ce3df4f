package io.apium.jpa;

import io.apium.TaskFailure;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The columns of a table that hold why a task failed; all of them null if it did not. */
@Embeddable
class FailureColumns {

    @Column(name = "failure_type")
    private @Nullable String failureType;

    @Column(name = "failure_message")
    private @Nullable String failureMessage;

    @Column(name = "failure_trace")
    private @Nullable String failureTrace;

    /** For the persistence provider, which fills the fields. */
    protected FailureColumns() {}

    FailureColumns(@Nullable TaskFailure failure) {
        if (failure != null) {
            failureType = failure.type();
            failureMessage = storable(failure.message());
            failureTrace = storable(failure.trace());
        }
    }

    // A provider may give no columns at all for columns that are all null.
    static @Nullable TaskFailure toTaskFailure(@Nullable FailureColumns columns) {
        return columns == null
                ? null
                : toTaskFailure(columns.failureType, columns.failureMessage, columns.failureTrace);
    }

    static @Nullable TaskFailure toTaskFailure(
            @Nullable String type, @Nullable String message, @Nullable String trace) {
        return type == null ? null : new TaskFailure(type, orEmpty(message), orEmpty(trace));
    }

    @Nullable
    String failureType() {
        return failureType;
    }

    @Nullable
    String failureMessage() {
        return failureMessage;
    }

    @Nullable
    String failureTrace() {
        return failureTrace;
    }

    // Oracle reads an empty string back as null.
    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    // PostgreSQL refuses the character 0, which an exception's message may hold; the failure must be stored all the
    // same.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
