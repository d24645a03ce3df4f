package io.apium.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in a queue of a {@link Laptop}.
 *
 * @param number tells it from every other
 * @param queue the queue it is in
 * @param priority 0 to 9, 9 the most urgent
 * @param dueAt before which it is not delivered
 * @param deliveries how many times it has been delivered in vain
 * @param properties what brokers, operators and selectors can see
 * @param body its text; null if it has none
 */
public record LaptopMessage(
        long number,
        String queue,
        int priority,
        Instant dueAt,
        int deliveries,
        Map<String, Object> properties,
        @Nullable String body) {

    LaptopMessage in(String otherQueue) {
        return new LaptopMessage(number, otherQueue, priority, dueAt, deliveries, properties, body);
    }

    LaptopMessage asNew() {
        return new LaptopMessage(number, queue, priority, dueAt, 0, properties, body);
    }

    LaptopMessage deliveredInVain() {
        return new LaptopMessage(number, queue, priority, dueAt, deliveries + 1, properties, body);
    }
}
