package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tasks that tell how far they are, and listen. */
@ApplicationScoped
@Task(queue = ExecutionWorker.QUEUE, retryDelay = "PT0.05S")
public class FeedbackTasks {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TaskClient tasks;

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    /**
     * Something of a task's own.
     *
     * @param file what it is about
     */
    public record Upload(String file) {}

    @Task
    public void progress(String account) throws InterruptedException {
        notes.write(account);
        context.progress(1, 2, "half of " + account);
        Gate.of(account).pass();
    }

    @Task
    public void upload(String account) throws InterruptedException {
        notes.write(account);
        context.updateState("UPLOADING", new Upload(account));
        Gate.of(account).pass();
    }

    /** Keeps a state of its own, and ends without a result. */
    @Task
    public void uploadOnly(String account) {
        context.updateState("UPLOADING", new Upload(account));
        throw context.ignore();
    }

    @Task(trackStarted = true)
    public void start(String account) throws InterruptedException {
        Gate.of(account).pass();
    }

    /** {@return whether it was asked to end} */
    @Task
    public boolean obey(String account) throws InterruptedException {
        Gate.of(account).pass();
        return context.isAborted();
    }

    /** Calls the outside world, and is run again. {@return what the outside world said} */
    @Task
    public @Nullable String charge(String account) throws Exception {
        var receipt = context.once("charge", String.class, () -> "receipt " + Tally.count(account));
        if (context.attempt() == 0) {
            throw context.retry();
        }
        return receipt;
    }

    @Task
    public @Nullable String join(String id) {
        return tasks.result(id, String.class).get(PATIENCE);
    }

    @Task
    public @Nullable String joinWithLeave(String id) throws Exception {
        return context.allowJoin(() -> {
            var value = tasks.result(id, String.class).get(PATIENCE);
            return value == null ? "nothing" : value;
        });
    }

    @Task
    public String greet(String name) {
        return "hello " + name;
    }
}
