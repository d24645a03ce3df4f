package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.LimitOptions;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.message.TaskStep;
import io.apium.engine.task.TaskAttributes;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.OutgoingMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes messages of steps: what the call does not say, the task says. Thread-safe. */
public final class Messages {

    private final TaskRegistry registry;
    private final MessageSender sender;
    private final String defaultQueue;
    private final Clock clock;

    /**
     * Creates the messages.
     *
     * @param defaultQueue the queue of tasks that name none
     */
    public Messages(TaskRegistry registry, MessageSender sender, String defaultQueue, Clock clock) {
        this.registry = registry;
        this.sender = sender;
        this.defaultQueue = defaultQueue;
        this.clock = clock;
    }

    /** {@return the message of a task that nothing goes before, and nothing follows} */
    public TaskMessage alone(TaskStep step, Lineage lineage) {
        return message(step, Input.None.FIRST, Continuation.NONE, lineage);
    }

    /** {@return the message of a task that takes the input, and that nothing follows} */
    public TaskMessage next(TaskStep step, JsonNode input, Lineage lineage) {
        return message(step, new Input.Value(input), Continuation.NONE, lineage);
    }

    /**
     * {@return the message of a task that takes the input, ready to be sent}
     *
     * @throws io.apium.PayloadTooLargeException if it is too large
     */
    OutgoingMessage outgoing(TaskStep step, Input input, Continuation continuation, Lineage lineage) {
        var attributes = attributes(step);
        var options = step.sending();
        var queue = options.queue() == null ? attributes.queue() : options.queue();
        return sender.outgoing(
                message(step, input, continuation, lineage),
                queue == null ? defaultQueue : queue,
                options.priority() == null ? attributes.priority() : options.priority(),
                options.delay(clock.instant()));
    }

    /** {@return whether sequences like these begin with a task that shares transactions} */
    boolean areBatchable(List<List<Step>> sequences) {
        return !sequences.isEmpty()
                && sequences.get(0).get(0) instanceof TaskStep task
                && attributes(task).batchable();
    }

    private TaskMessage message(TaskStep step, Input input, Continuation continuation, Lineage lineage) {
        var now = clock.instant();
        var attributes = attributes(step);
        var options = step.sending();
        var args = step.args();
        if (input instanceof Input.Value value && !step.immutable()) {
            args = new ArrayList<>(step.args());
            args.add(0, value.value());
        }
        var expires = options.expires(now);
        return new TaskMessage(
                new TaskIdentity(step.id(), step.task(), step.attempt(), lineage.rootId(), lineage.parentId()),
                new Arguments(args, step.named()),
                expires == null && attributes.expires() != null ? now.plus(attributes.expires()) : expires,
                options.shadow() == null ? attributes.shadow() : options.shadow(),
                options.ignoreResult(),
                options.retry() == null ? RetryOptions.NONE : options.retry(),
                options.limits() == null ? LimitOptions.NONE : options.limits(),
                options.headers(),
                input instanceof Input.Values values && !step.immutable() ? values.taken() : null,
                step.stamps(),
                continuation);
    }

    private TaskAttributes attributes(TaskStep step) {
        return registry.find(step.task()).map(TaskDefinition::attributes).orElse(TaskAttributes.DEFAULTS);
    }
}
