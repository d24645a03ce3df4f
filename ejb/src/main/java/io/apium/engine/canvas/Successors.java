package io.apium.engine.canvas;

import static java.lang.System.Logger.Level.WARNING;

import io.apium.ApiumException;
import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.canvas.FailedTask;
import io.apium.engine.canvas.Unreachable.Reason;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Place;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskStep;
import io.apium.spi.StoredResult;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends what follows a task or group that has ended, and reports to the group around it. What cannot be sent has failed. All
 * in the current transaction. Thread-safe.
 */
final class Successors {

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    private final Dispatcher dispatcher;
    private final Tails tails;
    private final Plans plans;
    private final Unsent unsent;
    private final Unreachable unreachable;
    private final Reports reports;
    private final TaskIds ids;
    private final Json json;

    /**
     * What is stored of workflows.
     *
     * @param tails what is still to be sent
     * @param plans what was planned
     * @param unsent what could not be sent
     */
    record Stored(Tails tails, Plans plans, Unsent unsent) {}

    Successors(Dispatcher dispatcher, Stored stored, Unreachable unreachable, Reports reports, TaskIds ids, Json json) {
        this.dispatcher = dispatcher;
        this.tails = stored.tails();
        this.plans = stored.plans();
        this.unsent = stored.unsent();
        this.unreachable = unreachable;
        this.reports = reports;
        this.ids = ids;
        this.json = json;
    }

    /** Sends what follows a success: of a task, or of a group. {@return whether the first step of the rest takes the value} */
    boolean follow(Continuation continuation, Input input, Lineage lineage, Ending ending) {
        for (var link : continuation.links()) {
            send(new Sequence(link, null), input, null, lineage, ending);
        }
        if (continuation.rest().hasEnded()) {
            report(continuation.place(), null, ending);
            return false;
        }
        return send(continuation.rest(), input, continuation.place(), lineage, ending);
    }

    /** Sends a sequence; if that cannot be, it has failed. {@return whether its first step takes the input} */
    boolean send(Sequence sequence, Input input, @Nullable Place place, Lineage lineage, Ending ending) {
        var unfolded = tails.unfold(sequence);
        try {
            var value = dispatcher.send(unfolded, input, place, lineage);
            tails.sent(sequence);
            if (value != null) {
                report(place, null, ending.withoutAdded());
            }
            return !(unfolded.steps().get(0) instanceof TaskStep task && task.immutable());
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            tails.sent(sequence);
            if (place == null || !place.absorbed()) {
                unsent.keep(unfolded, input, place, lineage);
            }
            notSent(unfolded, place, lineage, ending, e);
            return false;
        }
    }

    private void notSent(
            Sequence sequence, @Nullable Place place, Lineage lineage, Ending ending, ApiumException cause) {
        var first = sequence.steps().get(0);
        var name = first instanceof TaskStep task ? task.task() : StoredResult.GROUP;
        if (first instanceof GroupStep) {
            // None of its members is on its way.
            reports.letGo(first.id());
        }
        var failure = TaskFailure.of(cause);
        var identity = new TaskIdentity(first.id(), name, 0, lineage.rootId(), lineage.parentId());
        var failed = identity.failed(failure);
        sendErrors(withIds(first.errors()), failed, lineage, ending.worker());
        unreachable.end(sequence, place, new Reason(TaskState.FAILURE, failure, ending.worker(), lineage));
        report(place, failed, ending.withoutAdded());
    }

    /** Ends what follows something that has not succeeded, and tells the group around it. */
    void giveUp(Continuation continuation, Reason reason, @Nullable FailedTask failed, Ending ending) {
        if (failed != null) {
            sendErrors(ending.errors(), failed, reason.lineage(), ending.worker());
        }
        unreachable.end(continuation.links(), reason);
        unreachable.end(continuation.rest(), continuation.place(), reason);
        report(continuation.place(), failed, ending);
    }

    /** {@return error callbacks, each once, with ids of their own} They may be called again for something else. */
    List<List<Step>> withIds(List<List<Step>> callbacks) {
        return new LinkedHashSet<>(callbacks).stream().map(ids::fresh).toList();
    }

    /** {@return the error callbacks of what comes next} */
    List<List<Step>> errorsOfNext(Sequence rest) {
        return rest.hasEnded() ? List.of() : tails.unfold(rest).steps().get(0).errors();
    }

    /** Sends error callbacks. One that cannot be sent has failed, and keeps neither the others nor the failure itself. */
    private void sendErrors(List<List<Step>> callbacks, FailedTask failed, Lineage lineage, String worker) {
        var input = new Input.Value(json.toTree(failed, null));
        for (var callback : callbacks) {
            plans.saveMore(callback, lineage.rootId());
            var sequence = new Sequence(callback, null);
            try {
                dispatcher.send(sequence, input, null, lineage);
            } catch (PayloadTooLargeException | MessageNotSentException e) {
                LOGGER.log(WARNING, "APIUM0121 An error callback of " + failed.id() + " cannot be sent", e);
                unreachable.end(sequence, null, new Reason(TaskState.FAILURE, TaskFailure.of(e), worker, lineage));
            }
        }
    }

    /** Sends a member that was added to a group. */
    void sendAdded(Reports.Added added, int index, Lineage lineage, Ending ending) {
        var by = added.by();
        plans.saveMember(by.group(), index, added.steps(), lineage);
        send(
                new Sequence(added.steps(), null),
                Input.None.FIRST,
                new Place(by.group(), index, by.stripe(), by.depth(), by.tolerant(), by.absorbed()),
                lineage,
                ending);
    }

    /** A member has ended. A failure fails the join, unless it tolerates failures. */
    private void report(@Nullable Place place, @Nullable FailedTask failure, Ending ending) {
        if (place != null && place.reports()) {
            reports.ended(place, place.tolerant() ? null : failure, ending);
        }
    }
}
