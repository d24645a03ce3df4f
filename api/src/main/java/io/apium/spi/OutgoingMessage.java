package io.apium.spi;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be sent.
 *
 * @param queue the name of the queue
 * @param priority 0 to 9, 9 the most urgent; null for the broker's default
 * @param delay how long the broker holds it back; zero for not at all
 * @param properties what brokers, operators and selectors can see: strings and integers by name
 * @param body the text
 */
public record OutgoingMessage(
        String queue, @Nullable Integer priority, Duration delay, Map<String, Object> properties, String body) {

    /** {@return the same message, held back for so long} */
    public OutgoingMessage delayed(Duration delay) {
        return new OutgoingMessage(queue, priority, delay, properties, body);
    }

    /** {@return the same message with other properties} */
    public OutgoingMessage with(Map<String, Object> properties) {
        return new OutgoingMessage(queue, priority, delay, properties, body);
    }
}
