package io.apium.engine.publish;

import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.engine.canvas.Dispatcher;
import io.apium.engine.canvas.Lineage;
import io.apium.engine.canvas.Messages;
import io.apium.engine.canvas.Planner;
import io.apium.engine.canvas.Planner.Crowd;
import io.apium.engine.canvas.Planner.Streamed;
import io.apium.engine.canvas.Plans;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.message.TaskStep;
import io.apium.spi.Transactions;
import java.util.ArrayList;
import java.util.List;

/** Sends a canvas: plans it, remembers the plan, and sends what comes first. Thread-safe. */
public final class Publisher {

    private final Planner planner;
    private final Messages messages;
    private final Dispatcher dispatcher;
    private final Plans plans;
    private final Transactions transactions;

    /** Creates a publisher. */
    public Publisher(
            Planner planner, Messages messages, Dispatcher dispatcher, Plans plans, Transactions transactions) {
        this.planner = planner;
        this.messages = messages;
        this.dispatcher = dispatcher;
        this.plans = plans;
        this.transactions = transactions;
    }

    /**
     * What was sent.
     *
     * @param steps the steps; a group that is sent first shows no members
     * @param rootId the id of the workflow
     */
    record Sent(List<Step> steps, String rootId) {}

    /** Sends the canvas, all of it in one transaction. {@return what was sent} */
    Sent publish(Canvas<?> canvas) {
        if (canvas instanceof Signature<?> && canvas.links().isEmpty()) {
            // That is one message, of which nothing must be remembered.
            var steps = planner.plan(canvas);
            var lineage = lineage(steps.get(0).id());
            dispatcher.send(steps, lineage);
            return sent(steps, lineage);
        }
        var sent = new ArrayList<Sent>();
        transactions.required(() -> sent.add(publishWhole(canvas)));
        return sent.get(0);
    }

    private Sent publishWhole(Canvas<?> canvas) {
        var crowd = dispatcher.crowd();
        try {
            return planAndSend(canvas, crowd);
        } catch (RuntimeException | Error e) {
            if (crowd.hasStored()) {
                rollBack();
            }
            throw e;
        }
    }

    private Sent planAndSend(Canvas<?> canvas, Crowd crowd) {
        var streamed = planner.planStreamed(canvas, crowd).orElse(null);
        var steps = streamed == null ? planner.plan(canvas, crowd) : streamed.steps();
        var lineage = lineage(steps.get(0).id());
        if (!isAlone(steps)) {
            plans.save(steps, lineage);
        }
        if (streamed == null) {
            dispatcher.send(steps, lineage);
        } else {
            send(streamed, lineage);
        }
        return sent(steps, lineage);
    }

    private void send(Streamed streamed, Lineage lineage) {
        try {
            var members = plans.saving(streamed.head(), streamed.members(), lineage);
            dispatcher.send(streamed.head(), members, streamed.rest(), lineage);
        } catch (RuntimeException | Error e) {
            // Some members may be on their way already.
            rollBack();
            throw e;
        }
    }

    private void rollBack() {
        if (transactions.status() == Transactions.Status.ACTIVE) {
            transactions.setRollbackOnly();
        }
    }

    /** {@return whether that is one message, of which nothing must be remembered} */
    private static boolean isAlone(List<Step> steps) {
        return steps.size() == 1
                && steps.get(0) instanceof TaskStep
                && steps.get(0).links().isEmpty();
    }

    private static Sent sent(List<Step> steps, Lineage lineage) {
        CurrentTask.sent(steps.get(0).id());
        return new Sent(steps, lineage.rootId());
    }

    /** {@return the message that the signature stands for, with arguments that fit if the task is known here} */
    TaskMessage message(Signature<?> signature) {
        var step = planner.planOne(signature);
        return messages.alone(step, lineage(step.id()));
    }

    private static Lineage lineage(String id) {
        var parent = CurrentTask.find();
        return new Lineage(
                parent.map(TaskContext::rootId).orElse(id),
                parent.map(TaskContext::id).orElse(null));
    }
}
