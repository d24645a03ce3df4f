package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tasks whose bean is told about them, and writes a row about everything it is told. */
@ApplicationScoped
@Task(queue = ExecutionWorker.QUEUE, retryDelay = "PT0.05S")
public class HookedTasks implements TaskHooks {

    @Inject
    Notes notes;

    @Task
    public String succeed(String account) {
        notes.write(account + "/work");
        return "value of " + account;
    }

    @Task
    public void fail(String account) {
        notes.write(account + "/work");
        throw new IllegalStateException("no funds");
    }

    @Task
    public void stumble(TaskContext own, String account) {
        notes.write(account + "/work");
        if (own.attempt() == 0) {
            throw own.retry(new IllegalStateException("busy"));
        }
    }

    @Override
    public void beforeStart(TaskContext context) {
        notes.write(account(context) + "/beforeStart");
    }

    @Override
    public void onSuccess(TaskContext context, @Nullable Object value) {
        notes.write(account(context) + "/onSuccess " + value);
    }

    @Override
    public void onFailure(TaskContext context, Throwable cause) {
        notes.write(account(context) + "/onFailure " + cause.getMessage());
    }

    @Override
    public void onRetry(TaskContext context, Throwable cause, Instant nextAt) {
        notes.write(account(context) + "/onRetry " + cause.getMessage());
    }

    @Override
    public void afterReturn(TaskContext context, TaskState state) {
        notes.write(account(context) + "/afterReturn " + state);
    }

    private static String account(TaskContext context) {
        return String.valueOf(context.args().get(0));
    }
}
