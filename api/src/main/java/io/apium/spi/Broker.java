package io.apium.spi;

import java.util.List;

/** Sends messages to queues. */
@FunctionalInterface
public interface Broker {

    /**
     * Sends the messages, in this order. In a JTA transaction they become visible with its commit, and none of them if it
     * is rolled back; outside one each is visible at once.
     *
     * @throws io.apium.MessageNotSentException if the broker refuses one of them
     */
    void send(List<OutgoingMessage> messages);
}
