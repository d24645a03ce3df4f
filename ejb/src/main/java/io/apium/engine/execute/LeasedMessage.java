package io.apium.engine.execute;

import io.apium.Delivery;
import io.apium.spi.Broker;
import io.apium.spi.IncomingMessage;
import io.apium.spi.Lease;
import io.apium.spi.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that has been taken out of its transaction, or waits for a slot in the queue of leases, as it was in its own
 * queue.
 */
record LeasedMessage(Broker broker, Map<String, Object> properties, String body, Delivery delivery, Instant sentAt)
        implements IncomingMessage {

    private static final int DEFAULT_PRIORITY = 4;

    /** The property that says, in the queue of leases, from which queue a message comes. */
    static final String QUEUE = "apium_queue";

    /** {@return a copy of the message that needs no transaction} */
    static LeasedMessage of(Broker broker, IncomingMessage message) {
        return new LeasedMessage(broker, message.properties(), message.body(), message.delivery(), message.sentAt());
    }

    /** {@return the message of a lease} */
    static LeasedMessage of(Broker broker, Lease lease) {
        var priority = lease.priority();
        return new LeasedMessage(
                broker,
                lease.properties(),
                lease.body(),
                new Delivery(lease.queue(), priority == null ? DEFAULT_PRIORITY : priority, 1),
                lease.takenAt());
    }

    /** {@return the message as it was before it had to wait for a slot} */
    static LeasedMessage ofWaiting(Broker broker, IncomingMessage message) {
        var properties = new LinkedHashMap<>(message.properties());
        var queue = String.valueOf(properties.remove(QUEUE));
        var delivery = message.delivery();
        return new LeasedMessage(
                broker,
                properties,
                message.body(),
                new Delivery(queue, delivery.priority(), delivery.count()),
                message.sentAt());
    }

    /** {@return the message that waits for a slot in the queue of leases} */
    OutgoingMessage waiting(String leaseQueue) {
        var more = new LinkedHashMap<>(properties);
        more.put(QUEUE, delivery.queue());
        return new OutgoingMessage(leaseQueue, delivery.priority(), Duration.ZERO, more, body);
    }

    @Override
    public void forward(String queue, Map<String, String> additional) {
        var more = new LinkedHashMap<>(properties);
        more.putAll(additional);
        broker.send(List.of(new OutgoingMessage(queue, delivery.priority(), Duration.ZERO, more, body)));
    }
}
