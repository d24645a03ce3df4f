package io.apium.ejb.jms;

import io.apium.MessageNotSentException;
import io.apium.spi.Broker;
import io.apium.spi.OutgoingMessage;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sends messages by Jakarta Messaging, to queues by their physical names.
 *
 * <p>Each call opens a context and closes it. In a server the pooled connection factory makes that cheap, and gives all
 * calls of one transaction the same session. Thread-safe if the contexts' supplier is.
 */
public final class JmsBroker implements Broker {

    private final Supplier<JMSContext> contexts;

    /**
     * Creates a broker.
     *
     * @param contexts opens a context, which takes part in the caller's JTA transaction if there is one
     */
    public JmsBroker(Supplier<JMSContext> contexts) {
        this.contexts = contexts;
    }

    @Override
    public void send(List<OutgoingMessage> messages) {
        var queue = messages.isEmpty() ? "" : messages.get(0).queue();
        try (var context = contexts.get()) {
            for (var message : messages) {
                queue = message.queue();
                send(context, message);
            }
        } catch (InvalidDestinationRuntimeException e) {
            throw new MessageNotSentException(queue, "the broker has no such queue", e);
        } catch (JMSRuntimeException | JMSException e) {
            throw new MessageNotSentException(queue, String.valueOf(e.getMessage()), e);
        }
    }

    private static void send(JMSContext context, OutgoingMessage message) throws JMSException {
        var text = context.createTextMessage(message.body());
        for (var property : message.properties().entrySet()) {
            text.setObjectProperty(property.getKey(), property.getValue());
        }
        var priority = message.priority();
        context.createProducer()
                .setPriority(priority == null ? Message.DEFAULT_PRIORITY : priority)
                .setDeliveryDelay(message.delay().toMillis())
                .send(context.createQueue(message.queue()), text);
    }

    /** Sends a message that was received on to another queue, in the current transaction. */
    void forward(Message message, String queue) throws JMSException {
        try (var context = contexts.get()) {
            context.createProducer()
                    .setPriority(message.getJMSPriority())
                    .setDeliveryMode(message.getJMSDeliveryMode())
                    .send(context.createQueue(queue), message);
        } catch (JMSRuntimeException e) {
            throw new MessageNotSentException(queue, String.valueOf(e.getMessage()), e);
        }
    }
}
