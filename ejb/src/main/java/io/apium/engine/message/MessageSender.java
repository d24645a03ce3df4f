package io.apium.engine.message;

import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.spi.Broker;
import io.apium.spi.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends task messages. Thread-safe. */
public final class MessageSender {

    /** No character has more bytes than this, so that most texts need not be encoded to be measured. */
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    private final Broker broker;
    private final MessageCodec codec;
    private final String origin;
    private final int maxPayload;

    /**
     * Creates a sender.
     *
     * @param origin the node or program that sends
     * @param maxPayload the most bytes that a message's body may have
     */
    public MessageSender(Broker broker, MessageCodec codec, String origin, int maxPayload) {
        this.broker = broker;
        this.codec = codec;
        this.origin = origin;
        this.maxPayload = maxPayload;
    }

    /**
     * Sends the message in the current transaction, or at once if there is none.
     *
     * @param priority 0 to 9, or null for the broker's default
     * @param delay how long the broker holds it back; negative is zero
     * @throws PayloadTooLargeException if its body is too large
     */
    public void send(TaskMessage message, String queue, @Nullable Integer priority, Duration delay) {
        send(List.of(outgoing(message, queue, priority, delay)));
    }

    /**
     * {@return the message ready to be sent}
     *
     * @throws PayloadTooLargeException if its body is too large
     */
    public OutgoingMessage outgoing(TaskMessage message, String queue, @Nullable Integer priority, Duration delay) {
        return new OutgoingMessage(
                queue,
                priority,
                delay.isNegative() ? Duration.ZERO : delay,
                codec.properties(message, origin),
                body(message));
    }

    /** {@return the node or program that sends} */
    public String origin() {
        return origin;
    }

    /** Sends the messages in the current transaction, or at once if there is none. */
    public void send(List<OutgoingMessage> messages) {
        try {
            broker.send(messages);
        } catch (MessageNotSentException e) {
            throw notSent(messages, e);
        }
    }

    /** Sends the messages as one of many parts, see {@link Broker#sendPart}. */
    public void sendPart(List<OutgoingMessage> messages) {
        try {
            broker.sendPart(messages);
        } catch (MessageNotSentException e) {
            throw notSent(messages, e);
        }
    }

    private static MessageNotSentException notSent(List<OutgoingMessage> messages, MessageNotSentException fault) {
        return messages.stream()
                .filter(message -> message.queue().equals(fault.queue()))
                .findFirst()
                .map(message -> fault.ofTask(
                        String.valueOf(message.properties().get(MessageCodec.PROPERTY_TASK)),
                        String.valueOf(message.properties().get(MessageCodec.PROPERTY_ID))))
                .orElse(fault);
    }

    /**
     * Makes sure that the queue of a message exists.
     *
     * @throws MessageNotSentException if it does not
     */
    public void requireQueue(OutgoingMessage message) {
        try {
            broker.requireQueue(message.queue());
        } catch (MessageNotSentException e) {
            throw notSent(List.of(message), e);
        }
    }

    private String body(TaskMessage message) {
        var body = codec.body(message);
        if (body.length() > maxPayload / MAX_BYTES_PER_CHARACTER) {
            var bytes = body.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxPayload) {
                throw new PayloadTooLargeException(
                        message.identity().task(), message.identity().id(), bytes, maxPayload);
            }
        }
        return body;
    }
}
