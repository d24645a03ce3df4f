package io.apium.engine;

import io.apium.TaskClient;
import io.apium.engine.canvas.Dispatcher;
import io.apium.engine.canvas.Messages;
import io.apium.engine.canvas.Planner;
import io.apium.engine.canvas.Plans;
import io.apium.engine.canvas.Workflows;
import io.apium.engine.execute.BuiltInTasks;
import io.apium.engine.execute.LocalExecution;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.MessageSender;
import io.apium.engine.publish.EngineTaskClient;
import io.apium.engine.publish.Publisher;
import io.apium.engine.result.Results;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.Broker;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The parts that plan and send, put together. */
final class Canvases {

    private final TaskRegistry registry;
    private final LocalExecution local;
    private final MessageSender sender;
    private final Planner planner;
    private final Messages messages;
    private final Dispatcher dispatcher;
    private final @Nullable Stores stores;
    private final Transactions transactions;
    private final Clock clock;
    private final Json json;

    Canvases(
            TaskRegistry tasks,
            ClientSettings settings,
            Broker broker,
            @Nullable Stores stores,
            Transactions transactions,
            Clock clock,
            Json json) {
        this.transactions = transactions;
        this.stores = stores;
        this.clock = clock;
        this.json = json;
        // The engine's own tasks call the others.
        this.local = new LocalExecution(
                json, new Planner(tasks, json, settings.defaultQueue(), clock), clock, settings.origin());
        this.registry = tasks.with(new BuiltInTasks(local, () -> tasks, json), json);
        this.sender = new MessageSender(broker, new MessageCodec(json), settings.origin(), settings.maxPayload());
        this.planner = new Planner(registry, json, settings.defaultQueue(), clock);
        this.messages = new Messages(registry, sender, settings.defaultQueue(), clock);
        this.dispatcher = new Dispatcher(messages, sender, stores, json, clock);
    }

    TaskClient client(Results results) {
        return new EngineTaskClient(
                new Publisher(planner, messages, dispatcher, new Plans(stores, json, clock), transactions),
                registry,
                local,
                results,
                new Workflows(stores, transactions, sender, dispatcher, json, clock),
                json);
    }

    TaskRegistry registry() {
        return registry;
    }

    MessageSender sender() {
        return sender;
    }

    Planner planner() {
        return planner;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }
}
