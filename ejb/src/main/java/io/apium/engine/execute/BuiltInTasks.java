package io.apium.engine.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.apium.ItemFailedException;
import io.apium.SoftTimeLimitExceededException;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskDecision;
import io.apium.TimeLimitExceededException;
import io.apium.engine.canvas.BuiltIn;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.Json;
import io.apium.engine.message.LimitOptions;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.TaskRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tasks that the engine brings. Thread-safe. */
public final class BuiltInTasks {

    private final LocalExecution local;
    private final Supplier<TaskRegistry> registry;
    private final Json json;

    /**
     * Creates the tasks.
     *
     * @param registry the tasks that they can call
     */
    public BuiltInTasks(LocalExecution local, Supplier<TaskRegistry> registry, Json json) {
        this.local = local;
        this.registry = registry;
        this.json = json;
    }

    /** {@return what it is given} */
    @Task(name = BuiltIn.COLLECT, batchable = true)
    public JsonNode collect(JsonNode values) {
        return values;
    }

    /** {@return the values of a task, called with each item} */
    @Task(name = BuiltIn.MAP, batchable = true)
    public ArrayNode map(
            TaskContext context, String task, List<JsonNode> items, List<JsonNode> args, Map<String, JsonNode> named)
            throws Exception {
        return call(context, task, items, List::of, args, named);
    }

    /** {@return the values of a task, called with each list of arguments} */
    @Task(name = BuiltIn.STARMAP, batchable = true)
    public ArrayNode starmap(
            TaskContext context, String task, List<JsonNode> items, List<JsonNode> args, Map<String, JsonNode> named)
            throws Exception {
        return call(
                context,
                task,
                items,
                item -> {
                    var first = new ArrayList<JsonNode>();
                    item.forEach(first::add);
                    return first;
                },
                args,
                named);
    }

    private ArrayNode call(
            TaskContext context,
            String name,
            List<JsonNode> items,
            Function<JsonNode, List<JsonNode>> firstArgs,
            List<JsonNode> args,
            Map<String, JsonNode> named)
            throws Exception {
        var task = registry.get().get(name);
        var values = json.newArray();
        for (int i = 0; i < items.size(); i++) {
            var all = new ArrayList<>(firstArgs.apply(items.get(i)));
            all.addAll(args);
            context.checkpoint();
            try {
                values.add(json.toTree(
                        called(() -> local.call(task, message(context, name, new Arguments(all, named)))),
                        task.resultType()));
            } catch (SoftTimeLimitExceededException | TimeLimitExceededException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new ItemFailedException(name, i + 1, items.size(), e);
            }
        }
        return values;
    }

    private TaskMessage message(TaskContext context, String task, Arguments arguments) {
        var stamps = new LinkedHashMap<String, JsonNode>();
        context.stamps().forEach((name, value) -> stamps.put(name, json.toTree(value, null)));
        return new TaskMessage(
                new TaskIdentity(context.id(), task, context.attempt(), context.rootId(), context.id()),
                arguments,
                null,
                null,
                null,
                RetryOptions.NONE,
                LimitOptions.NONE,
                context.headers(),
                null,
                stamps,
                Continuation.NONE);
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object call() throws Throwable;
    }

    private static @Nullable Object called(Call call) throws Exception {
        try {
            return call.call();
        } catch (TaskDecision e) {
            throw new IllegalStateException(
                    "The only decision that an item of a map may throw is ignore(): " + e.getMessage(), e);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
