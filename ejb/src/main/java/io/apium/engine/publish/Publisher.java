package io.apium.engine.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.GroupNotSentException;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import io.apium.engine.canvas.Dispatcher;
import io.apium.engine.canvas.Lineage;
import io.apium.engine.canvas.Messages;
import io.apium.engine.canvas.Planner;
import io.apium.engine.canvas.Planner.Streamed;
import io.apium.engine.canvas.Plans;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.message.TaskStep;
import io.apium.spi.Transactions;
import java.util.ArrayList;
import java.util.List;

/** Sends a canvas: plans it, remembers the plan, and sends what comes first. Thread-safe. */
public final class Publisher {

    /** How many members of a group are planned, and checked by that, before anything is written. */
    private static final int AHEAD = 500;

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
        var isCallers = transactions.current().isPresent();
        var sent = new ArrayList<Sent>();
        transactions.required(() -> sent.add(publishWhole(canvas, isCallers)));
        return sent.get(0);
    }

    private Sent publishWhole(Canvas<?> canvas, boolean isInCallersTransaction) {
        var ids = OwnIds.of(canvas);
        ids.requireNew(plans);
        var crowd = dispatcher.crowd();
        try {
            var streamed = planner.planStreamed(canvas, crowd).orElse(null);
            if (streamed != null) {
                return send(streamed, ids, isInCallersTransaction);
            }
            var steps = planner.plan(canvas, crowd);
            var lineage = lineage(steps.get(0).id());
            dispatcher.send(steps, lineage);
            if (!isAlone(steps)) {
                // The plan comes last, so that nothing stays of what cannot be sent.
                plans.save(ids.last().orElse(steps.get(0).id()), steps, lineage);
            }
            return sent(steps, lineage);
        } catch (GroupNotSentException e) {
            throw e;
        } catch (RuntimeException e) {
            var stored = crowd.stored();
            throw stored != null && isInCallersTransaction ? refused(stored, e) : e;
        }
    }

    private Sent send(Streamed planned, OwnIds ids, boolean isInCallersTransaction) {
        var streamed = planned.aheadBy(AHEAD);
        var steps = streamed.steps();
        var lineage = lineage(steps.get(0).id());
        var planId = ids.last().orElse(steps.get(0).id());
        try {
            plans.save(planId, steps, lineage);
            var members = plans.saving(planId, streamed.head(), streamed.members(), lineage);
            dispatcher.send(streamed.head(), members, streamed.rest(), lineage);
            return sent(steps, lineage);
        } catch (RuntimeException e) {
            throw isInCallersTransaction ? refused(streamed.head().id(), e) : e;
        } catch (Error e) {
            rollBack();
            throw e;
        }
    }

    /** Some of the members are stored or on their way already. */
    private GroupNotSentException refused(String groupId, RuntimeException fault) {
        rollBack();
        var refusal = new GroupNotSentException(groupId, fault);
        CurrentTask.refused(refusal);
        return refusal;
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

    /** {@return the message of a callback, which takes the input unless it is immutable} */
    TaskMessage callback(Signature<?> callback, JsonNode input, TaskIdentity parent) {
        return messages.next(planner.planCallback(callback), input, new Lineage(parent.rootId(), parent.id()));
    }

    private static Lineage lineage(String id) {
        var parent = CurrentTask.find();
        return new Lineage(
                parent.map(TaskContext::rootId).orElse(id),
                parent.map(TaskContext::id).orElse(null));
    }
}
