package io.apium;

import java.util.Objects;
import java.util.Set;

/**
 * The state of a task. The names are Celery's.
 *
 * @param name the state's name, in capitals
 */
public record TaskState(String name) {

    /** Nothing is known of the task: it waits in a queue, or it was never sent. */
    public static final TaskState PENDING = new TaskState("PENDING");

    /** A worker has started the task. Stored only if {@link Task#trackStarted} says so. */
    public static final TaskState STARTED = new TaskState("STARTED");

    /** The task runs, and has told how far it is; see {@link TaskContext#progress}. */
    public static final TaskState PROGRESS = new TaskState("PROGRESS");

    /** The last attempt's work is rolled back, and the task waits to run again. */
    public static final TaskState RETRY = new TaskState("RETRY");

    /** The task returned, and its work is committed. */
    public static final TaskState SUCCESS = new TaskState("SUCCESS");

    /** The task ended with an exception, and its work is rolled back. */
    public static final TaskState FAILURE = new TaskState("FAILURE");

    /** The task was not called, because it was withdrawn or came too late. */
    public static final TaskState REVOKED = new TaskState("REVOKED");

    /** The task ended itself without a result, see {@link TaskContext#ignore}. Stored only of a task that is part of a canvas. */
    public static final TaskState IGNORED = new TaskState("IGNORED");

    private static final Set<TaskState> OWN =
            Set.of(PENDING, new TaskState("RECEIVED"), STARTED, PROGRESS, RETRY, SUCCESS, FAILURE, REVOKED, IGNORED);

    private static final Set<TaskState> TERMINAL = Set.of(SUCCESS, FAILURE, REVOKED, IGNORED);

    /** Refuses an empty name. */
    public TaskState {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("A task state needs a name");
        }
    }

    /** {@return whether a task in this state stays in it for ever} */
    public boolean isTerminal() {
        return TERMINAL.contains(this);
    }

    /** {@return whether the state is one of Apium's, and not one that a task made up} */
    public boolean isPredefined() {
        return OWN.contains(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
