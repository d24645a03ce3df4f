package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Tasks that use what the platform has for methods. */
@ApplicationScoped
@Task(queue = ExecutionWorker.QUEUE, retryDelay = "PT0.05S")
public class ServiceTasks {

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    @Counted
    @Task
    public void intercepted(String account) {
        notes.write(account);
    }

    /** Fails after it has written a row in a transaction of its own. */
    @Task
    public void confess(String account) {
        notes.write(account);
        notes.writeInNew(account + "/confession");
        throw new IllegalStateException("no funds");
    }

    /** Fails because a transaction that it has opened inside its own cannot be committed. */
    @Task
    public void confessInVain(String account) {
        notes.write(account);
        notes.writeInVain(account + "/confession");
    }

    /** The interceptor of the annotation rolls back what an error leaves. {@return its attempt} */
    @Task
    @Transactional
    public int stumble(String account) {
        notes.write(account);
        if (context.attempt() == 0) {
            throw context.retry();
        }
        return context.attempt();
    }
}
