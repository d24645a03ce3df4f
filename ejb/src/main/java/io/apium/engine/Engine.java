package io.apium.engine;

import io.apium.NoResultStoreException;
import io.apium.NodeHealth;
import io.apium.TaskClient;
import io.apium.engine.beat.Beat;
import io.apium.engine.beat.CanvasCheck;
import io.apium.engine.beat.ParkingBroker;
import io.apium.engine.beat.Timetable;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.execute.Desk;
import io.apium.engine.execute.Housekeeping;
import io.apium.engine.execute.TaskExecution;
import io.apium.engine.execute.Worker;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
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
    private final @Nullable Beat beat;

    /**
     * Puts an engine together.
     *
     * @param registry the tasks known here
     * @param timetable the periodic tasks declared here
     */
    public Engine(TaskRegistry registry, Timetable timetable, EngineSettings settings, Surroundings around, Json json) {
        this.settings = settings;
        this.events = new ResultEvents(around.topic(), around.transactions(), around.scheduler(), json);
        var stores = around.stores();
        var broker = stores == null
                ? around.broker()
                : new ParkingBroker(
                        around.broker(),
                        stores.parked(),
                        settings.beat().parkAfter(),
                        around.clock(),
                        new MessageCodec(json));
        var canvases =
                new Canvases(registry, settings.client(), broker, stores, around.transactions(), around.clock(), json);
        var results = new Results(
                stores == null ? null : stores.results(),
                stores,
                json,
                around.transactions(),
                events,
                around.scheduler(),
                around.clock());
        this.client = canvases.client(results);
        this.worker = stores == null
                ? null
                : new Worker(
                        new Desk(
                                broker,
                                stores,
                                around.transactions(),
                                events,
                                around.scheduler(),
                                around.threads(),
                                around.clock(),
                                json),
                        canvases.registry(),
                        canvases.sender(),
                        new Worker.Canvases(
                                canvases.planner(),
                                new Continuations(
                                        stores,
                                        canvases.dispatcher(),
                                        around.transactions(),
                                        events,
                                        json,
                                        around.clock()),
                                results),
                        settings.worker(),
                        around.resultExpiry());
        this.beat = stores == null
                ? null
                : new Beat(
                        settings.beat(),
                        timetable,
                        canvases.registry(),
                        new CanvasCheck(canvases.registry(), canvases.planner()),
                        new Beat.Surroundings(
                                client, around.broker(), stores, around.transactions(), around.clock(), json));
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
        return new Canvases(TaskRegistry.empty(), settings, broker, null, Transactions.none(), clock, json)
                .client(new Results(results, null, json, Transactions.none(), events, scheduler, clock));
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

    /**
     * {@return what does what is due}
     *
     * @throws NoResultStoreException if nothing is kept here
     */
    public Beat beat() {
        if (beat == null) {
            throw new NoResultStoreException();
        }
        return beat;
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
