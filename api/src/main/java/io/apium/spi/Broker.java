package io.apium.spi;

import java.util.List;

/** Sends messages to queues. */
@FunctionalInterface
public interface Broker {

    /**
     * Sends the messages, all of them or none. In a JTA transaction they become visible with its commit; outside one, at
     * once.
     *
     * @throws io.apium.MessageNotSentException if the broker refuses one of them
     */
    void send(List<OutgoingMessage> messages);
}
