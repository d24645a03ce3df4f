package io.apium.spi;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends messages to queues, and takes them from there. */
public interface Broker {

    /**
     * Sends the messages, in this order. In a JTA transaction they become visible with its commit, and none of them if it
     * is rolled back; outside one each is visible at once.
     *
     * @throws io.apium.MessageNotSentException if the broker refuses one of them
     */
    void send(List<OutgoingMessage> messages);

    /**
     * Sends the messages as {@link #send} does, for a caller that sends so many in one transaction that they should not be
     * held until its commit: they may be handed to the broker at once. He has written to the database before.
     *
     * @throws io.apium.MessageNotSentException if the broker refuses one of them
     */
    default void sendPart(List<OutgoingMessage> messages) {
        send(messages);
    }

    /**
     * Makes sure that a queue exists. A broker that creates queues on demand has every queue.
     *
     * @throws io.apium.MessageNotSentException if it does not
     */
    void requireQueue(String queue);

    /**
     * Takes the next message of a queue in a transaction of its own, and hands it to the work in that transaction. {@return
     * whether there was a message} If the transaction is rolled back, or the work throws something, the message stays in
     * its queue.
     *
     * @param queue the queue
     * @param having only a message with these properties is taken
     */
    boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work);

    /**
     * {@return whether the broker can only end together with this process} Such a broker cannot have forgotten, as long as this
     * process lives, what it has delivered in its time.
     */
    default boolean endsWithThisProcess() {
        return false;
    }
}
