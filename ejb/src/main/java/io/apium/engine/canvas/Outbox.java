package io.apium.engine.canvas;

import io.apium.engine.message.MessageSender;
import io.apium.spi.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/** Messages on their way to the broker, many at once but never all of a large group. Belongs to one thread. */
final class Outbox {

    private static final int FULL = 500;

    private final MessageSender sender;
    private final List<OutgoingMessage> messages = new ArrayList<>();
    private boolean hasSent;

    Outbox(MessageSender sender) {
        this.sender = sender;
    }

    void add(OutgoingMessage message) {
        messages.add(message);
        if (messages.size() == FULL) {
            sender.sendPart(List.copyOf(messages));
            messages.clear();
            hasSent = true;
        }
    }

    /** {@return whether some are with the broker already} */
    boolean hasSent() {
        return hasSent;
    }

    /** Sends what is left. */
    void flush() {
        if (!messages.isEmpty()) {
            sender.send(List.copyOf(messages));
        }
    }
}
