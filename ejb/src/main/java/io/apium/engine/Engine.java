package io.apium.engine;

import io.apium.TaskClient;
import io.apium.engine.execute.Completion;
import io.apium.engine.execute.TaskExecution;
import io.apium.engine.execute.TaskInvoker;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.publish.EngineTaskClient;
import io.apium.engine.publish.Publisher;
import io.apium.engine.result.Results;
import io.apium.engine.task.TaskRegistry;

/** The parts of the engine, put together: one for a deployment, or for a program outside the server. Thread-safe. */
public final class Engine {

    private final EngineSettings settings;
    private final TaskClient client;
    private final TaskExecution execution;

    /**
     * Puts an engine together.
     *
     * @param registry the tasks known here
     */
    public Engine(TaskRegistry registry, EngineSettings settings, Surroundings surroundings, Json json) {
        var codec = new MessageCodec(json);
        var invoker = new TaskInvoker(json);
        var transactions = surroundings.transactions();
        var clock = surroundings.clock();
        var results = new Results(surroundings.results(), json, transactions, surroundings.scheduler());
        var publisher = new Publisher(
                registry,
                codec,
                json,
                surroundings.broker(),
                new Publisher.Sender(settings.node(), settings.defaultQueue()),
                clock);
        var completion = new Completion(results, transactions, settings.deadLetters(), clock);
        this.settings = settings;
        this.client = new EngineTaskClient(publisher, registry, invoker, results, json, settings.node());
        this.execution = new TaskExecution(codec, registry, invoker, completion, transactions, clock);
    }

    /** {@return the way to call tasks} */
    public TaskClient client() {
        return client;
    }

    /** {@return the way to work off messages} */
    public TaskExecution execution() {
        return execution;
    }

    /** {@return what this engine was configured with} */
    public EngineSettings settings() {
        return settings;
    }
}
