package io.apium.engine.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.Joining;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls a task's method with a message's arguments. Thread-safe. */
final class TaskInvoker {

    private final Json json;
    private final ArgumentBinder binder;

    /** Creates an invoker. */
    TaskInvoker(Json json) {
        this.json = json;
        this.binder = new ArgumentBinder(json);
    }

    /**
     * Calls the task in the caller's thread, as a plain method would be called.
     *
     * @param node who calls
     * @return what the method returned
     * @throws io.apium.InvalidArgumentsException if the arguments do not fit the method
     * @throws Throwable what the method threw
     */
    @Nullable
    Object invokeLocally(TaskDefinition task, TaskMessage message, String node) throws Throwable {
        var args = bind(task, message);
        return call(
                task,
                new Invocation(
                        new TaskCall(task, message),
                        args,
                        node,
                        null,
                        TimeKeeper.unlimited(),
                        Feedback.none(),
                        Offspring.none()));
    }

    /**
     * {@return the arguments that the message holds}
     *
     * @throws io.apium.InvalidArgumentsException if they do not fit the method
     */
    List<@Nullable Object> bind(TaskDefinition task, TaskMessage message) {
        return binder.bind(task, message.arguments());
    }

    /**
     * Calls the task for a worker.
     *
     * @return what the method returned
     * @throws Throwable what the method threw
     */
    @Nullable
    Object invoke(TaskDefinition task, Invocation invocation) throws Throwable {
        var before = Joining.allow(false);
        try {
            return call(task, invocation);
        } finally {
            Joining.allow(before);
        }
    }

    private static @Nullable Object call(TaskDefinition task, Invocation invocation) throws Throwable {
        var args = new ArrayList<@Nullable Object>(invocation.args());
        if (task.takesContext()) {
            args.add(0, invocation);
        }
        var before = CurrentTask.enter(invocation);
        try {
            return task.target().invoke(task.method(), args.toArray());
        } finally {
            CurrentTask.leave(before);
        }
    }

    /**
     * {@return the value as JSON; null for null}
     *
     * @throws UnwritableValueException if Jackson cannot write it
     */
    @Nullable
    String write(TaskDefinition task, @Nullable Object value) {
        try {
            return value == null ? null : json.write(value, task.resultType());
        } catch (JsonProcessingException e) {
            throw new UnwritableValueException(task.name(), e);
        }
    }
}
