package io.apium.engine.execute;

import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.RetryRules;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TimeLimits;
import org.jspecify.annotations.Nullable;

/**
 * A task that is to be called. What the message says goes before what the task says.
 *
 * @param task the task
 * @param message the call
 */
record TaskCall(TaskDefinition task, TaskMessage message) {

    TaskIdentity identity() {
        return message.identity();
    }

    /** {@return the name for logs and consoles} */
    String displayName() {
        var shadow = message.shadow() == null ? task.attributes().shadow() : message.shadow();
        return shadow == null ? task.name() : shadow;
    }

    /** {@return whether the value of a success is thrown away} */
    boolean ignoresResult() {
        return or(message.ignoreResult(), task.attributes().result().ignore());
    }

    /** {@return when it is run again} */
    RetryRules retry() {
        var rules = task.attributes().retry();
        var said = message.retry();
        return new RetryRules(
                or(said.max(), rules.maxRetries()),
                or(said.delay(), rules.delay()),
                // A call that wants a constant delay does not want the task's backoff.
                or(said.backoff(), said.delay() == null ? rules.backoff() : 0),
                or(said.backoffMax(), rules.backoffMax()),
                or(said.jitter(), rules.jitter()),
                rules.autoFor(),
                rules.dontAutoFor());
    }

    /** {@return how long it may run} */
    TimeLimits limits() {
        return task.attributes()
                .limits()
                .with(message.limits().soft(), message.limits().hard());
    }

    private static <T> T or(@Nullable T said, T rule) {
        return said == null ? rule : said;
    }
}
