package io.apium.engine.execute;

import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.ResultEntry;
import io.apium.spi.IncomingMessage;
import io.apium.spi.UnreadableMessageException;
import io.apium.spi.WorkflowStore.FailedMessage;

/** Keeps the messages of failed tasks of workflows, from which the workflows can be run on. */
final class FailedMessages {

    private FailedMessages() {}

    /**
     * Keeps the message, unless a group around the task has taken its failure for an outcome like others.
     *
     * @param task the task, as far as its message can be read
     */
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
                        body(message),
                        desk.clock().instant().plus(ResultEntry.KEPT)));
    }

    private static String body(IncomingMessage message) {
        try {
            return message.body();
        } catch (UnreadableMessageException e) {
            // It has no text. Whoever asks to run it again will be told.
            return "null";
        }
    }
}
