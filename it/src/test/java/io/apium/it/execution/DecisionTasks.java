package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tasks that decide what becomes of their message and their work. */
@ApplicationScoped
@Task(queue = ExecutionWorker.QUEUE)
public class DecisionTasks {

    @Inject
    TaskClient tasks;

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    /** Fails, and keeps what it wrote and sent. */
    @Task(dontRollbackOn = IllegalArgumentException.class, expected = IllegalArgumentException.class)
    public void decline(String account) {
        notes.write(account);
        tasks.signature(RetryTasks::follow, account + "/follower").delay();
        throw new IllegalArgumentException("declined " + account);
    }

    @Task
    public void reject(String account) {
        notes.write(account);
        throw context.reject("not ours: " + account);
    }

    /** Gives its message back once. {@return how often it was called} */
    @Task
    public int giveBack(String account) {
        notes.write(account);
        var calls = Tally.count(account);
        if (calls == 1) {
            throw context.reject("not now").requeue();
        }
        return calls;
    }

    @Task
    public void ignore(String account) {
        notes.write(account);
        throw context.ignore();
    }
}
