package io.apium.spi;

import io.apium.Delivery;
import java.time.Instant;
import java.util.Map;

/**
 * A message that a worker has been given and has not acknowledged yet. It is acknowledged by the commit of the transaction
 * in which it was taken.
 */
public interface IncomingMessage {

    /** {@return its properties} */
    Map<String, Object> properties();

    /**
     * {@return its text}
     *
     * @throws UnreadableMessageException if it has none
     */
    String body();

    /** {@return how it came here} */
    Delivery delivery();

    /** {@return when it was sent, or when the delay it was sent with ended} */
    Instant sentAt();

    /**
     * Sends this message on, unchanged, in the current transaction.
     *
     * @param queue where to
     * @param properties what to add to its properties
     */
    void forward(String queue, Map<String, String> properties);
}
