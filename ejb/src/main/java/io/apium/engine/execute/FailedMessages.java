package io.apium.engine.execute;

import io.apium.engine.message.TaskMessage;
import io.apium.spi.IncomingMessage;
import io.apium.spi.WorkflowStore.FailedMessage;
import java.time.Duration;

/** Keeps the messages of failed tasks of workflows, from which the workflows can be run on. */
final class FailedMessages {

    private static final Duration KEPT = Duration.ofDays(7);

    private FailedMessages() {}

    /** Keeps the message, unless a group around the task has taken its failure for an outcome like others. */
    static void keep(Desk desk, TaskMessage task, IncomingMessage message) {
        var place = task.continuation().place();
        if (place != null && place.absorbed()) {
            return;
        }
        var identity = task.identity();
        desk.stores()
                .workflows()
                .insert(new FailedMessage(
                        identity.id(),
                        identity.rootId(),
                        message.delivery().queue(),
                        message.delivery().priority(),
                        message.properties(),
                        message.body(),
                        desk.clock().instant().plus(KEPT)));
    }
}
