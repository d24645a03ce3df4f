package io.apium.engine.publish;

import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.engine.canvas.Dispatcher;
import io.apium.engine.canvas.Lineage;
import io.apium.engine.canvas.Planner;
import io.apium.engine.canvas.Plans;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskMessage;
import java.util.List;

/** Sends a canvas: plans it, remembers the plan, and sends what comes first. Thread-safe. */
public final class Publisher {

    private final Planner planner;
    private final Dispatcher dispatcher;
    private final Plans plans;

    /** Creates a publisher. */
    public Publisher(Planner planner, Dispatcher dispatcher, Plans plans) {
        this.planner = planner;
        this.dispatcher = dispatcher;
        this.plans = plans;
    }

    /**
     * What was sent.
     *
     * @param steps the steps; a group that is sent first shows no members
     * @param rootId the id of the workflow
     */
    record Sent(List<Step> steps, String rootId) {}

    /** Sends the canvas. {@return what was sent} */
    Sent publish(Canvas<?> canvas) {
        var streamed = planner.planStreamed(canvas).orElse(null);
        if (streamed != null) {
            var steps = streamed.steps();
            var lineage = lineage(steps.get(0).id());
            plans.save(steps, lineage);
            dispatcher.send(
                    streamed.head(),
                    plans.saving(streamed.head(), streamed.members(), lineage),
                    streamed.rest(),
                    lineage);
            return new Sent(steps, lineage.rootId());
        }
        var steps = planner.plan(canvas);
        var lineage = lineage(steps.get(0).id());
        if (steps.size() > 1) {
            plans.save(steps, lineage);
        }
        dispatcher.send(steps, lineage);
        return new Sent(steps, lineage.rootId());
    }

    /** {@return the message that the signature stands for, with arguments that fit if the task is known here} */
    TaskMessage message(Signature<?> signature) {
        var step = planner.planOne(signature);
        return dispatcher.message(step, lineage(step.id()));
    }

    private static Lineage lineage(String id) {
        var parent = CurrentTask.find();
        CurrentTask.sent(id);
        return new Lineage(
                parent.map(TaskContext::rootId).orElse(id),
                parent.map(TaskContext::id).orElse(null));
    }
}
