package io.apium.engine.publish;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.apium.InvalidArgumentsException;
import io.apium.TaskContext;
import io.apium.TaskOptions;
import io.apium.canvas.Signature;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.TaskDefaults;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.Broker;
import io.apium.spi.OutgoingMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a signature into a message and sends it: options, route, id. Thread-safe. */
public final class Publisher {

    private final TaskRegistry registry;
    private final MessageCodec codec;
    private final Json json;
    private final Broker broker;
    private final Sender sender;
    private final Clock clock;
    private final ArgumentBinder binder;
    private final TaskIds ids;

    /**
     * Who sends, and where to if nothing else says so.
     *
     * @param origin the node or program
     * @param defaultQueue the queue of tasks that name none
     */
    public record Sender(String origin, String defaultQueue) {}

    /** Creates a publisher. */
    public Publisher(TaskRegistry registry, MessageCodec codec, Json json, Broker broker, Sender sender, Clock clock) {
        this.registry = registry;
        this.codec = codec;
        this.json = json;
        this.broker = broker;
        this.sender = sender;
        this.clock = clock;
        this.binder = new ArgumentBinder(json);
        this.ids = new TaskIds(clock);
    }

    /** Sends the task. {@return its id} */
    String publish(Signature<?> signature) {
        var now = clock.instant();
        var options = signature.options();
        var defaults = defaults(signature.task());
        var message = message(signature, now);
        broker.send(List.of(new OutgoingMessage(
                options.queue().or(() -> Optional.ofNullable(defaults.queue())).orElse(sender.defaultQueue()),
                options.priority().orElse(defaults.priority()),
                options.eta(now).map(eta -> delay(now, eta)).orElse(Duration.ZERO),
                codec.properties(message, sender.origin()),
                codec.body(message))));
        return message.identity().id();
    }

    /** {@return the message that the signature stands for, with arguments that fit if the task is known here} */
    TaskMessage message(Signature<?> signature) {
        return message(signature, clock.instant());
    }

    private TaskMessage message(Signature<?> signature, Instant now) {
        var options = signature.options();
        var defaults = defaults(signature.task());
        var arguments = arguments(signature);
        registry.find(signature.task()).ifPresent(task -> binder.bind(task, arguments));
        return new TaskMessage(
                identity(signature.task(), options),
                arguments,
                options.expires(now)
                        .or(() -> Optional.ofNullable(defaults.expires()).map(now::plus))
                        .orElse(null),
                options.shadow().orElse(null),
                options.ignoreResult().orElse(defaults.ignoreResult()),
                options.headers());
    }

    private TaskDefaults defaults(String task) {
        return registry.find(task).map(TaskDefinition::defaults).orElse(TaskDefaults.NONE);
    }

    private TaskIdentity identity(String task, TaskOptions options) {
        var id = options.taskId().orElseGet(ids::next);
        var parent = CurrentTask.find();
        return new TaskIdentity(
                id,
                task,
                0,
                parent.map(TaskContext::rootId).orElse(id),
                parent.map(TaskContext::id).orElse(null));
    }

    private Arguments arguments(Signature<?> signature) {
        var task = registry.find(signature.task());
        var positional = new ArrayList<JsonNode>();
        for (var arg : signature.args()) {
            var index = positional.size();
            var type = task.flatMap(known -> known.parameterType(index));
            positional.add(tree(signature.task(), String.valueOf(index + 1), arg, type));
        }
        var named = new LinkedHashMap<String, JsonNode>();
        signature.namedArgs().forEach((name, arg) -> {
            var type = task.flatMap(known -> known.parameterType(name));
            named.put(name, tree(signature.task(), name, arg, type));
        });
        return new Arguments(positional, named);
    }

    private JsonNode tree(String task, String argument, @Nullable Object value, Optional<JavaType> type) {
        try {
            return json.toTree(value, type.orElse(null));
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentsException(
                    task, "argument " + argument + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private static Duration delay(Instant now, Instant eta) {
        return eta.isAfter(now) ? Duration.between(now, eta) : Duration.ZERO;
    }
}
