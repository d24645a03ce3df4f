package io.apium.ejb.jms;

import io.apium.spi.IncomingMessage;
import io.apium.spi.MessageSource;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What else waits in a queue. It is taken in the current transaction, and so the context and the consumer must have been
 * opened in it; they are opened when they are first needed. Belongs to one thread and one transaction.
 */
public final class JmsMessageSource implements MessageSource, AutoCloseable {

    private final JmsBroker broker;
    private final Supplier<JMSContext> contexts;
    private final Destination queue;
    private final @Nullable String selector;
    private @Nullable JMSContext context;
    private @Nullable JMSConsumer consumer;

    JmsMessageSource(JmsBroker broker, Supplier<JMSContext> contexts, Message first) {
        this.broker = broker;
        this.contexts = contexts;
        try {
            // Not later: who forwards the message gives it another destination.
            queue = first.getJMSDestination();
        } catch (JMSException e) {
            throw new IllegalStateException("The broker's client cannot read the destination of " + first, e);
        }
        selector = OpenMq.owns(first) ? OpenMq.WITHOUT_DUE : null;
    }

    @Override
    public Optional<IncomingMessage> next() {
        return Optional.ofNullable(consumer().receiveNoWait()).map(message -> JmsIncomingMessage.of(message, broker));
    }

    /** Closes what was opened. */
    @Override
    public void close() {
        try {
            if (consumer != null) {
                consumer.close();
            }
        } finally {
            if (context != null) {
                context.close();
            }
        }
    }

    private JMSConsumer consumer() {
        var known = consumer;
        if (known != null) {
            return known;
        }
        var opened = contexts.get();
        context = opened;
        var created = opened.createConsumer(queue, selector);
        consumer = created;
        return created;
    }
}
