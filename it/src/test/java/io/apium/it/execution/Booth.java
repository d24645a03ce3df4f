package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Tasks on a session bean, whose container has its own ideas of errors. */
@Stateless
@Task(queue = ExecutionWorker.QUEUE, retryDelay = "PT0.05S")
public class Booth {

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    /** Asks once to be run again. {@return its attempt} */
    @Task
    public int stumble(String account) {
        notes.write(account);
        if (context.attempt() == 0) {
            throw context.retry(new IllegalStateException("busy"));
        }
        return context.attempt();
    }

    @Task
    public void reject(String account) {
        notes.write(account);
        throw context.reject("not ours");
    }

    @Task
    public void ignore(String account) {
        notes.write(account);
        throw context.ignore();
    }
}
