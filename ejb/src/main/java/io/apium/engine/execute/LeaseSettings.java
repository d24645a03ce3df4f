package io.apium.engine.execute;

import java.time.Duration;

/**
 * How leases work.
 *
 * @param queue {@code apium.lease-queue}: where messages wait that find no free slot
 * @param heartbeat {@code apium.node-heartbeat}: how often a node gives a sign of life
 * @param timeout {@code apium.node-timeout}: after how long a silent node's leases are taken by others
 */
public record LeaseSettings(String queue, Duration heartbeat, Duration timeout) {

    /** How long a task waits that gave its message back, or whose worker was lost. */
    Duration redeliveryDelay() {
        return Duration.ofMillis(500);
    }
}
