package io.apium.bench.app;

import io.apium.TaskClient;
import jakarta.jms.ConnectionFactory;

/**
 * What work is sent with.
 *
 * @param tasks sends tasks
 * @param connections sends messages without Apium
 * @param ledger has transactions
 */
record Means(TaskClient tasks, ConnectionFactory connections, Ledger ledger) {}
