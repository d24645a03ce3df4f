package io.apium.spi;

import io.apium.TaskFailure;
import io.apium.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param id the task's id
 * @param task the task's name
 * @param state the state it ended in
 * @param attempt the number of the execution that ended it
 * @param value its value as JSON; null if it has none
 * @param failure why it did not succeed; null if it did
 * @param worker the worker that ended it, as {@code app@host/WorkerClass}
 * @param rootId the id of the workflow's first task
 * @param parentId the id of the task that sent it, or null
 * @param startedAt when the worker took it up
 * @param endedAt when it ended
 * @param expiresAt when it may be deleted; null for never
 * @param extension what is kept only on demand, or null
 * @param member the place in a group whose value this is, or null
 * @param children the ids of what the task has sent
 */
public record StoredResult(
        String id,
        String task,
        TaskState state,
        int attempt,
        @Nullable String value,
        @Nullable TaskFailure failure,
        String worker,
        String rootId,
        @Nullable String parentId,
        Instant startedAt,
        Instant endedAt,
        @Nullable Instant expiresAt,
        @Nullable Extension extension,
        @Nullable Member member,
        List<String> children) {

    /** The name under which the end of a group is stored. */
    public static final String GROUP = "apium.group";

    /** Copies. */
    public StoredResult {
        children = List.copyOf(children);
    }

    /** The result of a task that is in no group and has sent nothing. */
    public StoredResult(
            String id,
            String task,
            TaskState state,
            int attempt,
            @Nullable String value,
            @Nullable TaskFailure failure,
            String worker,
            String rootId,
            @Nullable String parentId,
            Instant startedAt,
            Instant endedAt,
            @Nullable Instant expiresAt,
            @Nullable Extension extension) {
        this(
                id, task, state, attempt, value, failure, worker, rootId, parentId, startedAt, endedAt, expiresAt,
                extension, null, List.of());
    }

    /**
     * A place in a group.
     *
     * @param groupId the group's id
     * @param index the member's number, from zero
     */
    public record Member(String groupId, int index) {}

    /**
     * What {@link io.apium.Task#resultExtended} keeps.
     *
     * @param queue the queue from which the task was taken
     * @param args its arguments as a JSON array: those by position, and then an object of those by name if there are any
     */
    public record Extension(String queue, String args) {}
}
