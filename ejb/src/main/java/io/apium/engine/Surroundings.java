package io.apium.engine;

import io.apium.spi.Broker;
import io.apium.spi.ResultStore;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What an engine needs from the world around it.
 *
 * @param broker sends messages
 * @param results keeps results; null if nobody does
 * @param transactions the transactions of the caller's thread
 * @param scheduler threads for waiting
 * @param clock the time
 */
public record Surroundings(
        Broker broker,
        @Nullable ResultStore results,
        Transactions transactions,
        ScheduledExecutorService scheduler,
        Clock clock) {}
