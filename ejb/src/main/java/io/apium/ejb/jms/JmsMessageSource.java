package io.apium.ejb.jms;

import io.apium.spi.IncomingMessage;
import io.apium.spi.MessageSource;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What else waits in a queue. It is taken in the current transaction, and so the consumer must have been opened in it; that is
 * done when it is first needed. Belongs to one thread and one transaction.
 */
public final class JmsMessageSource implements MessageSource, AutoCloseable {

    private final JmsBroker broker;
    private final Destination queue;
    private final @Nullable String selector;
    private @Nullable TransactedConsumer consumer;

    JmsMessageSource(JmsBroker broker, Message first) {
        this.broker = broker;
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
        return Optional.ofNullable(consumer().receive()).map(message -> JmsIncomingMessage.of(message, broker));
    }

    /** Closes what was opened. */
    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }

    private TransactedConsumer consumer() {
        var known = consumer;
        if (known == null) {
            known = broker.consumer(context -> queue, selector);
            consumer = known;
        }
        return known;
    }
}
