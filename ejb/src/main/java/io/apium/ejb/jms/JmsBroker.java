package io.apium.ejb.jms;

import static java.util.stream.Collectors.joining;

import io.apium.MessageNotSentException;
import io.apium.spi.Broker;
import io.apium.spi.IncomingMessage;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.Transactions;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages by Jakarta Messaging, to queues by their physical names.
 *
 * <p>Each call opens a context and closes it. In a server the pooled connection factory makes that cheap, and gives all
 * calls of one transaction the same session. Thread-safe if the contexts' supplier is.
 */
public final class JmsBroker implements Broker {

    private final Supplier<JMSContext> contexts;
    private final Transactions transactions;
    private final Clock clock;
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();
    private volatile boolean isOpenMq;

    /**
     * Creates a broker.
     *
     * @param contexts opens a context, which takes part in the caller's JTA transaction if there is one
     * @param transactions tells of that transaction
     * @param clock tells when a message is due
     */
    public JmsBroker(Supplier<JMSContext> contexts, Transactions transactions, Clock clock) {
        this.contexts = contexts;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void send(List<OutgoingMessage> messages) {
        try (var context = contexts.get()) {
            for (var message : messages) {
                send(context, message);
            }
        }
    }

    private void send(JMSContext context, OutgoingMessage message) {
        var queue = queue(context, message.queue());
        try {
            var text = context.createTextMessage(message.body());
            for (var property : message.properties().entrySet()) {
                text.setObjectProperty(property.getKey(), property.getValue());
            }
            var delay = message.delay();
            if (!delay.isZero() && OpenMq.owns(text)) {
                text.setLongProperty(OpenMq.DUE, clock.instant().plus(delay).toEpochMilli());
                delay = Duration.ZERO;
            }
            var priority = message.priority();
            context.createProducer()
                    .setPriority(priority == null ? Message.DEFAULT_PRIORITY : priority)
                    .setDeliveryDelay(delay.toMillis())
                    .send(queue, text);
        } catch (JMSRuntimeException | JMSException e) {
            throw notSent(message.queue(), e);
        }
    }

    @Override
    public boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work) {
        try (var consumer = consumer(context -> queue(context, queue), selector(having))) {
            var message = consumer.receive();
            if (message == null) {
                return false;
            }
            work.accept(JmsIncomingMessage.of(message, this));
            return true;
        }
    }

    private static String selector(Map<String, String> having) {
        return having.entrySet().stream()
                .map(property ->
                        property.getKey() + " = '" + property.getValue().replace("'", "''") + "'")
                .collect(joining(" AND "));
    }

    /** {@return a consumer that takes messages in the current transaction} To be closed before that ends. */
    TransactedConsumer consumer(Function<JMSContext, Destination> queue, @Nullable String selector) {
        return TransactedConsumer.open(contexts, queue, selector, transactions);
    }

    /** {@return what opens contexts} */
    Supplier<JMSContext> contexts() {
        return contexts;
    }

    /** {@return more messages of the queue from which the message was taken} To be closed before the transaction ends. */
    public JmsMessageSource source(Message message) {
        if (OpenMq.owns(message)) {
            isOpenMq = true;
        }
        return new JmsMessageSource(this, message);
    }

    @Override
    public void requireQueue(String name) {
        if (queues.containsKey(name)) {
            return;
        }
        try (var context = contexts.get()) {
            queue(context, name);
        }
    }

    /**
     * {@return whether {@link #requireQueue} need not be asked}
     *
     * <p>With OpenMQ it must not be asked by a worker that stores an outcome: to suspend that transaction lets Payara enlist, when
     * it is resumed, the session that the worker's message came from, which belongs to the transaction around it.
     */
    public boolean knowsQueue(String name) {
        return queues.containsKey(name) || (isOpenMq && OpenMq.canHaveQueue(name));
    }

    Clock clock() {
        return clock;
    }

    /** Sends a message that was received on to another queue, in the current transaction. */
    void forward(Message message, String queue, Duration delay) {
        try (var context = contexts.get()) {
            context.createProducer()
                    .setPriority(message.getJMSPriority())
                    .setDeliveryMode(message.getJMSDeliveryMode())
                    .setDeliveryDelay(delay.toMillis())
                    .send(queue(context, queue), message);
        } catch (JMSRuntimeException | JMSException e) {
            throw notSent(queue, e);
        }
    }

    /** A queue belongs to no session. To make one asks some brokers whether it exists, so that it is made once. */
    private Queue queue(JMSContext context, String name) {
        var known = queues.get(name);
        if (known != null) {
            return known;
        }
        try {
            var queue = context.createQueue(name);
            queues.put(name, queue);
            return queue;
        } catch (JMSRuntimeException e) {
            throw notSent(name, e);
        }
    }

    private static MessageNotSentException notSent(String queue, Exception cause) {
        return new MessageNotSentException(queue, String.valueOf(cause.getMessage()), cause);
    }
}
