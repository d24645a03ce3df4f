package io.apium.engine.execute;

import io.apium.engine.message.Json;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.Broker;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a worker works with.
 *
 * @param broker sends messages
 * @param stores keep what lasts
 * @param transactions the transactions of the worker's threads
 * @param events tells everybody what has happened
 * @param scheduler threads for what has its time
 * @param threads threads for work outside transactions
 * @param clock the time
 * @param json JSON
 */
public record Desk(
        Broker broker,
        Stores stores,
        Transactions transactions,
        ResultEvents events,
        ScheduledExecutorService scheduler,
        Threads threads,
        Clock clock,
        Json json) {}
