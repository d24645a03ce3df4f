package io.apium.engine.execute;

import io.apium.Ignore;
import io.apium.Replace;
import io.apium.Retry;
import io.apium.TaskRejectedException;
import io.apium.engine.canvas.Planner;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.engine.execute.Outcome.Requeued;
import io.apium.engine.execute.Outcome.Retried;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.ArgumentWriter;
import io.apium.engine.task.TaskDefinition;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Calls tasks in the caller's thread and transaction; nothing is stored. Thread-safe. */
public final class LocalExecution {

    private final TaskInvoker invoker;
    private final Judgement judgement;
    private final String node;

    /**
     * Creates the execution.
     *
     * @param node who calls
     */
    public LocalExecution(Json json, Planner planner, Clock clock, String node) {
        this.invoker = new TaskInvoker(json);
        this.judgement = new Judgement(new ArgumentWriter(json), planner, clock);
        this.node = node;
    }

    /**
     * Calls the task once, as a plain method would be called.
     *
     * @return what it returned; null if it ends without a result
     * @throws io.apium.InvalidArgumentsException if the arguments do not fit the method
     * @throws IllegalStateException if the task replaces itself
     * @throws Throwable what the method threw, and the cause of a retry that it asked for
     */
    public @Nullable Object call(TaskDefinition task, TaskMessage message) throws Throwable {
        try {
            return invoker.invokeLocally(task, message, node);
        } catch (Ignore e) {
            return null;
        } catch (Replace e) {
            throw notReplaced(message.identity(), e);
        } catch (Retry e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /**
     * Calls the task as a worker would, and again at once, as often as it may be retried.
     *
     * @return how it ended
     */
    public LocalEnd apply(TaskDefinition task, TaskMessage message) {
        var call = new TaskCall(task, message);
        while (true) {
            try {
                var value = invoker.invokeLocally(task, call.message(), node);
                // A worker could not store what cannot be written.
                invoker.write(task, value);
                return LocalEnd.success(call.identity(), value);
            } catch (Replace e) {
                return LocalEnd.failure(call.identity(), notReplaced(call.identity(), e));
            } catch (Throwable e) {
                var outcome = judgement.of(call, "", e);
                if (outcome instanceof Failure failure) {
                    return LocalEnd.failure(call.identity(), failure.cause());
                }
                if (outcome instanceof Requeued requeued) {
                    // There is no queue to go back to.
                    return LocalEnd.failure(
                            call.identity(),
                            new TaskRejectedException(call.identity().id(), task.name(), requeued.reason()));
                }
                if (!(outcome instanceof Retried retried)) {
                    return LocalEnd.ignored(call.identity());
                }
                call = new TaskCall(task, retried.next());
            }
        }
    }

    private static IllegalStateException notReplaced(TaskIdentity identity, Replace decision) {
        return new IllegalStateException(
                "Task '" + identity.task() + "' " + identity.id()
                        + " is called on the spot, by call(), apply() or a map, and cannot be replaced by a canvas:"
                        + " send it instead",
                decision);
    }
}
