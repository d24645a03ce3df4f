package io.apium.engine.execute;

import java.time.Duration;

/**
 * How a queue is worked off on this node.
 *
 * @param maxBatch {@code apium.worker-max-batch}: how many batchable tasks share a transaction at the most
 * @param batchTime {@code apium.worker-batch-time}: after how long a batch takes no more tasks
 * @param slots {@code apium.worker-slots}: how many leased tasks run at a time
 */
public record WorkerSettings(int maxBatch, Duration batchTime, int slots) {}
