package io.apium.engine.message;

import io.apium.TaskFailure;
import io.apium.canvas.FailedTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which execution of which task a message stands for.
 *
 * @param id the task's id
 * @param task the task's name
 * @param attempt 0 for the first execution, one more for each retry
 * @param rootId the id of the workflow's first task
 * @param parentId the id of the task that sent it, or null
 */
public record TaskIdentity(
        String id,
        String task,
        int attempt,
        String rootId,
        @Nullable String parentId) {

    /** {@return the same task, run once more} */
    public TaskIdentity nextAttempt() {
        return new TaskIdentity(id, task, attempt + 1, rootId, parentId);
    }

    /** {@return what error callbacks are told of the task} */
    public FailedTask failed(TaskFailure failure) {
        return new FailedTask(id, task, attempt, rootId, parentId, failure, List.of());
    }

    /** {@return the task for a log line} */
    @Override
    public String toString() {
        return "'" + task + "' " + id;
    }
}
