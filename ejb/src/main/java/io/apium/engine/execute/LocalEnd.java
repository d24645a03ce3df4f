package io.apium.engine.execute;

import io.apium.engine.message.TaskIdentity;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended that was called in the caller's thread.
 *
 * @param task the last execution of it
 * @param value what it returned
 * @param failure what makes it fail, or null
 * @param isIgnored whether it ended itself without a result, so that nothing follows
 */
public record LocalEnd(
        TaskIdentity task, @Nullable Object value, @Nullable Throwable failure, boolean isIgnored) {

    static LocalEnd success(TaskIdentity task, @Nullable Object value) {
        return new LocalEnd(task, value, null, false);
    }

    static LocalEnd failure(TaskIdentity task, Throwable failure) {
        return new LocalEnd(task, null, failure, false);
    }

    static LocalEnd ignored(TaskIdentity task) {
        return new LocalEnd(task, null, null, true);
    }
}
