package io.apium.ejb.jms;

import io.apium.Delivery;
import io.apium.MessageNotSentException;
import io.apium.spi.IncomingMessage;
import io.apium.spi.UnreadableMessageException;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that a consumer was given. Belongs to the thread that received it. */
public final class JmsIncomingMessage implements IncomingMessage {

    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final Message message;
    private final JmsBroker broker;
    private final Map<String, Object> properties;
    private final Delivery delivery;
    private final Instant sentAt;
    private final Instant due;
    private @Nullable String body;

    private JmsIncomingMessage(Message message, JmsBroker broker) throws JMSException {
        this.message = message;
        this.broker = broker;
        this.properties = readProperties(message);
        this.delivery = new Delivery(
                message.getJMSDestination() instanceof Queue queue ? queue.getQueueName() : "?",
                message.getJMSPriority(),
                message.getIntProperty(DELIVERY_COUNT));
        this.sentAt = Instant.ofEpochMilli(Math.max(message.getJMSTimestamp(), message.getJMSDeliveryTime()));
        this.due = due(message);
    }

    private static Instant due(Message message) throws JMSException {
        try {
            return message.propertyExists(OpenMq.DUE)
                    ? Instant.ofEpochMilli(message.getLongProperty(OpenMq.DUE))
                    : Instant.EPOCH;
        } catch (NumberFormatException e) {
            // It may be a string. If that is no number, there is nothing to wait for.
            return Instant.EPOCH;
        }
    }

    /**
     * {@return the message as the engine sees it}
     *
     * @param broker what forwards it
     */
    public static JmsIncomingMessage of(Message message, JmsBroker broker) {
        try {
            return new JmsIncomingMessage(message, broker);
        } catch (JMSException e) {
            throw new IllegalStateException("The broker's client cannot read the headers of " + message, e);
        }
    }

    @Override
    public Map<String, Object> properties() {
        return properties;
    }

    @Override
    public String body() {
        var text = body;
        if (text == null) {
            text = readBody();
            body = text;
        }
        return text;
    }

    private String readBody() {
        try {
            if (message instanceof TextMessage text && text.getText() != null) {
                return text.getText();
            }
            if (message instanceof BytesMessage bytes) {
                var content = new byte[Math.toIntExact(bytes.getBodyLength())];
                bytes.readBytes(content);
                return new String(content, StandardCharsets.UTF_8);
            }
        } catch (JMSException e) {
            throw new UnreadableMessageException("Its body cannot be read: " + e.getMessage(), e);
        }
        throw new UnreadableMessageException("It has no text", null);
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public Instant sentAt() {
        return sentAt;
    }

    @Override
    public void forward(String queue, Map<String, String> additional) {
        forward(queue, additional, Duration.ZERO);
    }

    /**
     * Sends the message again if it is not due yet. To be called first: nothing else must have taken part in the transaction.
     *
     * @return whether that is all that was to be done
     */
    public boolean postpone() {
        var now = broker.clock().instant();
        if (!now.isBefore(due)) {
            return false;
        }
        var delay = Duration.between(now, due);
        forward(delivery.queue(), Map.of(), delay.compareTo(OpenMq.SHORTEST_DELAY) < 0 ? OpenMq.SHORTEST_DELAY : delay);
        return true;
    }

    private void forward(String queue, Map<String, String> additional, Duration delay) {
        try {
            // A received message's properties are read-only until they are cleared; its body stays untouched.
            message.clearProperties();
            for (var property : properties.entrySet()) {
                message.setObjectProperty(property.getKey(), property.getValue());
            }
            for (var property : additional.entrySet()) {
                message.setStringProperty(property.getKey(), property.getValue());
            }
        } catch (JMSException e) {
            throw new MessageNotSentException(queue, String.valueOf(e.getMessage()), e);
        }
        broker.forward(message, queue, delay);
    }

    private static Map<String, Object> readProperties(Message message) throws JMSException {
        var properties = new LinkedHashMap<String, Object>();
        for (var names = message.getPropertyNames(); names.hasMoreElements(); ) {
            // The names that begin with JMS are the broker's, and not for a client to set.
            if (names.nextElement() instanceof String name && !name.startsWith("JMS") && !name.equals(OpenMq.DUE)) {
                properties.put(name, message.getObjectProperty(name));
            }
        }
        return Collections.unmodifiableMap(properties);
    }
}
