package io.apium.engine.canvas;

import io.apium.engine.message.MessageSender;
import io.apium.spi.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;

/** Messages on their way to the broker, many at once but never all of a large group. Belongs to one thread. */
final class Outbox {

    /** How many messages it holds. */
    static final int FULL = 500;

    private final MessageSender sender;
    private final List<OutgoingMessage> messages = new ArrayList<>();
    private boolean hasSent;

    Outbox(MessageSender sender) {
        this.sender = sender;
    }

    /** Adds a message. {@return whether there are so many now that they should be sent} */
    boolean add(OutgoingMessage message) {
        sender.requireQueue(message);
        messages.add(message);
        return messages.size() >= FULL;
    }

    /** Sends those there are, as a part of more. */
    void sendPart() {
        sender.sendPart(List.copyOf(messages));
        messages.clear();
        hasSent = true;
    }

    /** Sends what is left. */
    void sendRest() {
        if (!messages.isEmpty()) {
            sender.send(List.copyOf(messages));
        }
    }

    /** {@return whether some are with the broker already} */
    boolean hasSent() {
        return hasSent;
    }
}
