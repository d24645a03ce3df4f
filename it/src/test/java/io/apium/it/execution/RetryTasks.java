package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Tasks that are run again. Their class says to which queue they go, and how long a retry waits. */
@ApplicationScoped
@Task(queue = ExecutionWorker.QUEUE, retryDelay = "PT0.05S")
public class RetryTasks {

    @Inject
    TaskClient tasks;

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    /** Fails as often as it is told, and then succeeds. {@return its attempt} */
    @Task
    public int stumble(String account, int failures) throws InterruptedException {
        notes.write(account);
        tasks.signature(RetryTasks::follow, account + "/follower").delay();
        if (context.attempt() < failures) {
            throw context.retry(new IllegalStateException("attempt " + context.attempt()));
        }
        Gate.of(account).pass();
        return context.attempt();
    }

    @Task
    public void follow(String account) {
        notes.write(account);
    }

    /** Fails always. */
    @Task(autoRetryFor = IOException.class, dontAutoRetryFor = FileNotFoundException.class, maxRetries = 2)
    public void insist(String account, boolean isMissing) throws IOException {
        Tally.count(account);
        notes.writeNow(account);
        throw isMissing ? new FileNotFoundException(account) : new IOException("no line to " + account);
    }

    /** Asks for ever. The configuration allows it one retry. */
    @Task(maxRetries = 5)
    public void persevere(String account) {
        Tally.count(account);
        notes.write(account);
        throw context.retry();
    }
}
