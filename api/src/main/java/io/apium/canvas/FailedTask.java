package io.apium.canvas;

import io.apium.TaskFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an error callback is told: its first argument.
 *
 * @param id the id of the task, or of the group, that failed
 * @param task its name; {@code apium.group} for a group
 * @param attempt the number of the execution that failed
 * @param rootId the id of the workflow
 * @param parentId the id of the task that sent it, or null
 * @param failure why it failed; of a group, why the first member did that is known to have failed
 * @param causes of a group, the members that had failed by then; empty for a task
 */
public record FailedTask(
        String id,
        String task,
        int attempt,
        String rootId,
        @Nullable String parentId,
        TaskFailure failure,
        List<FailedTask> causes) {

    /** Copies. */
    public FailedTask {
        causes = List.copyOf(causes);
    }
}
