package io.apium.engine.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.Delivery;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.TaskDefinition;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Calls a task's method with a message's arguments. Thread-safe. */
public final class TaskInvoker {

    private final Json json;
    private final ArgumentBinder binder;

    /** Creates an invoker. */
    public TaskInvoker(Json json) {
        this.json = json;
        this.binder = new ArgumentBinder(json);
    }

    /**
     * Calls the task.
     *
     * @param worker who calls
     * @param delivery how the message came here, or null for a call in the caller's thread
     * @return what the method returned
     * @throws io.apium.InvalidArgumentsException if the arguments do not fit the method
     * @throws Throwable what the method threw
     */
    public @Nullable Object invoke(TaskDefinition task, TaskMessage message, String worker, @Nullable Delivery delivery)
            throws Throwable {
        var invocation = new Invocation(message, binder.bind(task, message.arguments()), worker, delivery);
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
