package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TimeLimitExceededException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The same work in transactions of its own and in shared ones. */
@ApplicationScoped
public class ExactTasks {

    /** How the work ends. */
    public enum End {
        SUCCESS,
        FAILURE,
        /** With a second attempt. */
        RETRY,
        /** Never: its time limit must end it. */
        NEVER
    }

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    @Task(
            queue = ExecutionWorker.QUEUE,
            expected = {IllegalStateException.class, TimeLimitExceededException.class})
    public void alone(End end) throws InterruptedException {
        work(end);
    }

    @Task(
            queue = BatchWorker.QUEUE,
            batchable = true,
            expected = {IllegalStateException.class, TimeLimitExceededException.class})
    public void together(End end) throws InterruptedException {
        work(end);
    }

    private void work(End end) throws InterruptedException {
        notes.write(context.id());
        switch (end) {
            case SUCCESS -> {}
            case FAILURE -> throw new IllegalStateException("no funds");
            case RETRY -> {
                if (context.attempt() == 0) {
                    throw context.retry().countdown(Duration.ZERO);
                }
            }
            case NEVER -> Gate.of("never").pass();
        }
    }
}
