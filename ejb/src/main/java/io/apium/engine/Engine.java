package io.apium.engine;

import io.apium.NoResultStoreException;
import io.apium.NodeHealth;
import io.apium.TaskClient;
import io.apium.engine.execute.Desk;
import io.apium.engine.execute.Housekeeping;
import io.apium.engine.execute.LocalExecution;
import io.apium.engine.execute.TaskExecution;
import io.apium.engine.execute.Worker;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.MessageSender;
import io.apium.engine.publish.EngineTaskClient;
import io.apium.engine.publish.Publisher;
import io.apium.engine.result.ResultEvents;
import io.apium.engine.result.Results;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.Broker;
import io.apium.spi.ResultStore;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The parts of the engine, put together for a deployment. Thread-safe. */
public final class Engine implements AutoCloseable {

    private final EngineSettings settings;
    private final ResultEvents events;
    private final TaskClient client;
    private final @Nullable Worker worker;

    /**
     * Puts an engine together.
     *
     * @param registry the tasks known here
     */
    public Engine(TaskRegistry registry, EngineSettings settings, Surroundings around, Json json) {
        this.settings = settings;
        this.events = new ResultEvents(around.topic(), around.transactions(), around.scheduler(), json);
        var stores = around.stores();
        this.client = client(
                registry,
                settings.client(),
                around.broker(),
                new Results(
                        stores == null ? null : stores.results(),
                        json,
                        around.transactions(),
                        events,
                        around.scheduler(),
                        around.clock()),
                around.clock(),
                json);
        this.worker = stores == null
                ? null
                : new Worker(
                        new Desk(
                                around.broker(),
                                stores,
                                around.transactions(),
                                events,
                                around.scheduler(),
                                around.threads(),
                                around.clock(),
                                json),
                        registry,
                        sender(settings.client(), around.broker(), json),
                        settings.worker(),
                        around.resultExpiry());
    }

    /**
     * {@return a client for a program outside the server}
     *
     * @param results where results are kept, or null if it cannot read them
     */
    public static TaskClient outside(
            ClientSettings settings,
            Broker broker,
            @Nullable ResultStore results,
            ResultEvents events,
            ScheduledExecutorService scheduler,
            Json json) {
        var clock = Clock.systemUTC();
        return client(
                TaskRegistry.empty(),
                settings,
                broker,
                new Results(results, json, Transactions.none(), events, scheduler, clock),
                clock,
                json);
    }

    private static TaskClient client(
            TaskRegistry registry, ClientSettings settings, Broker broker, Results results, Clock clock, Json json) {
        var publisher = new Publisher(registry, sender(settings, broker, json), json, settings.defaultQueue(), clock);
        var local = new LocalExecution(json, clock, settings.origin());
        return new EngineTaskClient(publisher, registry, local, results, json);
    }

    private static MessageSender sender(ClientSettings settings, Broker broker, Json json) {
        return new MessageSender(broker, new MessageCodec(json), settings.origin(), settings.maxPayload());
    }

    /** {@return the way to call tasks} */
    public TaskClient client() {
        return client;
    }

    /**
     * {@return the way to work off messages}
     *
     * @throws NoResultStoreException if nothing is kept here
     */
    public TaskExecution execution() {
        return worker().execution();
    }

    /**
     * {@return what a node does beside its tasks}
     *
     * @throws NoResultStoreException if nothing is kept here
     */
    public Housekeeping housekeeping() {
        return worker().housekeeping();
    }

    /**
     * {@return whether this node can be trusted with work}
     *
     * @throws NoResultStoreException if nothing is kept here
     */
    public NodeHealth health() {
        return worker().health();
    }

    /** {@return what this engine was configured with} */
    public EngineSettings settings() {
        return settings;
    }

    /** Ends what goes on by itself. */
    @Override
    public void close() {
        if (worker != null) {
            worker.housekeeping().close();
        }
        events.close();
    }

    private Worker worker() {
        if (worker == null) {
            throw new NoResultStoreException();
        }
        return worker;
    }
}
