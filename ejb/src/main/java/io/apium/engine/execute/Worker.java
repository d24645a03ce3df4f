package io.apium.engine.execute;

import io.apium.NodeHealth;
import io.apium.ResultExpiry;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.canvas.Inputs;
import io.apium.engine.canvas.Planner;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.MessageSender;
import io.apium.engine.result.GroupValues;
import io.apium.engine.result.Results;
import io.apium.engine.task.ArgumentWriter;
import io.apium.engine.task.TaskRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/** The parts that work off messages, put together. Thread-safe. */
public final class Worker {

    private final TaskExecution execution;
    private final Housekeeping housekeeping;
    private final NodeHealth health;

    /**
     * How messages are worked off.
     *
     * @param node the node's name
     * @param deadLetters which messages are given up
     * @param leases how leases work
     * @param queues how each queue is worked off
     * @param maxStuckTasks with how many stuck tasks the node counts as healthy
     * @param resultExpires how long results are kept of tasks that nobody knows; zero for ever
     */
    public record Options(
            String node,
            DeadLetters deadLetters,
            LeaseSettings leases,
            Function<String, WorkerSettings> queues,
            int maxStuckTasks,
            Duration resultExpires) {}

    /**
     * What a worker knows of canvases.
     *
     * @param planner plans them
     * @param continuations what an outcome triggers
     * @param results handles for what is sent
     */
    public record Canvases(Planner planner, Continuations continuations, Results results) {}

    /** Puts a worker together. */
    public Worker(
            Desk desk,
            TaskRegistry registry,
            MessageSender sender,
            Canvases canvases,
            Options options,
            ResultExpiry resultExpiry) {
        var json = desk.json();
        var continuations = canvases.continuations();
        var codec = new MessageCodec(json);
        var nodeId = UUID.randomUUID().toString();
        var stuck = new StuckTasks(options.node(), options.maxStuckTasks());
        var slots = new Slots(queue -> options.queues().apply(queue).slots());
        var judgement = new Judgement(new ArgumentWriter(json), canvases.planner(), desk.clock());
        var runner = new TaskRunner(
                desk,
                new Inputs(new GroupValues(desk.stores(), json)),
                new Offspring.Family(canvases.planner(), canvases.results()),
                new TaskInvoker(json),
                judgement,
                new TimeKeeper(desk.scheduler(), desk.threads(), stuck));
        var recorder = new OutcomeRecorder(
                desk, sender, continuations, options.deadLetters().queue(), resultExpiry);
        var completion = new Completion(recorder, continuations, desk.transactions());
        var burial = new Burial(desk, codec, continuations, options.deadLetters(), registry, options.resultExpires());
        var leased = new LeasedExecution(desk, runner, completion, judgement, options.leases(), nodeId, slots);
        var revocations = new Revocations(desk);
        this.execution = new TaskExecution(
                desk,
                codec,
                registry,
                new AtomicExecution(runner, completion, judgement, desk.transactions()),
                leased,
                recorder,
                burial,
                continuations,
                revocations,
                new Batches(options.queues(), desk.clock()));
        this.housekeeping = new Housekeeping(
                desk,
                nodeId,
                options.node(),
                options.leases(),
                new Recovery(desk, codec, leased, burial, continuations, options.leases()),
                leased,
                slots,
                revocations,
                execution);
        this.health = stuck;
    }

    /** {@return the way to work off messages} */
    public TaskExecution execution() {
        return execution;
    }

    /** {@return what a node does beside its tasks} */
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /** {@return whether the node can be trusted with work} */
    public NodeHealth health() {
        return health;
    }
}
