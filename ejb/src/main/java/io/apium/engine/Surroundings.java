package io.apium.engine;

import io.apium.ResultExpiry;
import io.apium.engine.execute.Threads;
import io.apium.spi.Broker;
import io.apium.spi.EventTopic;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What an engine needs from the world around it.
 *
 * @param broker sends messages
 * @param topic tells other nodes what happens
 * @param stores keep what lasts; null if nobody does, so that tasks can only be sent
 * @param transactions the transactions of the caller's thread
 * @param scheduler threads for waiting
 * @param threads threads for work outside transactions
 * @param clock the time
 * @param resultExpiry the application's say on how long results are kept
 */
public record Surroundings(
        Broker broker,
        EventTopic topic,
        @Nullable Stores stores,
        Transactions transactions,
        ScheduledExecutorService scheduler,
        Threads threads,
        Clock clock,
        ResultExpiry resultExpiry) {}
