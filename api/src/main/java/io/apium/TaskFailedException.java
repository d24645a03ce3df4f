package io.apium;

import org.jspecify.annotations.Nullable;

/** The task that was waited for, or called, has failed, or was not called because another one has; see {@link TaskFailure#culprit()}. */
public final class TaskFailedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final transient TaskFailure failure;

    /**
     * Creates the exception.
     *
     * @param id the task's id
     * @param task the task's name
     * @param failure why it failed
     * @param cause the task's own exception if it was thrown in this thread, else null
     */
    public TaskFailedException(String id, String task, TaskFailure failure, @Nullable Throwable cause) {
        super("Task '" + task + "' " + id + how(failure), cause);
        this.id = id;
        this.failure = failure;
    }

    private static String how(TaskFailure failure) {
        return failure.culprit()
                .map(culprit ->
                        " was not called, because '" + culprit.task() + "' " + culprit.id() + " failed with " + failure)
                .orElse(" failed with " + failure);
    }

    /** {@return the task's id} */
    public String id() {
        return id;
    }

    /** {@return why it failed} */
    public TaskFailure failure() {
        return failure;
    }
}
