package io.apium.engine.publish;

import io.apium.TaskContext;
import io.apium.TaskOptions;
import io.apium.canvas.Signature;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Json;
import io.apium.engine.message.LimitOptions;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.ArgumentWriter;
import io.apium.engine.task.TaskAttributes;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns a signature into a message and sends it: options, route, id. Thread-safe. */
public final class Publisher {

    private final TaskRegistry registry;
    private final MessageSender sender;
    private final String defaultQueue;
    private final Clock clock;
    private final ArgumentBinder binder;
    private final ArgumentWriter writer;
    private final TaskIds ids;

    /**
     * Creates a publisher.
     *
     * @param defaultQueue the queue of tasks that name none
     */
    public Publisher(TaskRegistry registry, MessageSender sender, Json json, String defaultQueue, Clock clock) {
        this.registry = registry;
        this.sender = sender;
        this.defaultQueue = defaultQueue;
        this.clock = clock;
        this.binder = new ArgumentBinder(json);
        this.writer = new ArgumentWriter(json);
        this.ids = new TaskIds(clock);
    }

    /** Sends the task. {@return its id} */
    String publish(Signature<?> signature) {
        var now = clock.instant();
        var options = signature.options();
        var defaults = defaults(signature.task());
        var message = message(signature, now);
        sender.send(
                message,
                options.queue().or(() -> Optional.ofNullable(defaults.queue())).orElse(defaultQueue),
                options.priority().orElse(defaults.priority()),
                options.eta(now).map(eta -> Duration.between(now, eta)).orElse(Duration.ZERO));
        return message.identity().id();
    }

    /** {@return the message that the signature stands for, with arguments that fit if the task is known here} */
    TaskMessage message(Signature<?> signature) {
        return message(signature, clock.instant());
    }

    private TaskMessage message(Signature<?> signature, Instant now) {
        var options = signature.options();
        var defaults = defaults(signature.task());
        var task = registry.find(signature.task()).orElse(null);
        var arguments = writer.write(signature.task(), task, signature.args(), signature.namedArgs());
        if (task != null) {
            binder.bind(task, arguments);
            task.attributes()
                    .limits()
                    .with(
                            options.softTimeLimit().orElse(null),
                            options.timeLimit().orElse(null))
                    .requireValid(task.name());
        }
        return new TaskMessage(
                identity(signature.task(), options),
                arguments,
                options.expires(now)
                        .or(() -> Optional.ofNullable(defaults.expires()).map(now::plus))
                        .orElse(null),
                options.shadow().orElse(defaults.shadow()),
                options.ignoreResult().orElse(null),
                new RetryOptions(
                        options.maxRetries().orElse(null),
                        options.retryDelay().orElse(null),
                        options.retryBackoff().orElse(null),
                        options.retryBackoffMax().orElse(null),
                        options.retryJitter().orElse(null)),
                new LimitOptions(
                        options.softTimeLimit().orElse(null),
                        options.timeLimit().orElse(null)),
                options.headers());
    }

    private TaskAttributes defaults(String task) {
        return registry.find(task).map(TaskDefinition::attributes).orElse(TaskAttributes.DEFAULTS);
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
}
