package io.apium.engine.canvas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import io.apium.engine.message.TaskMessage;
import io.apium.engine.message.TaskStep;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does what follows from how a task ended: sends its callbacks and the next step, reports to the join of its group, or tells
 * everything that can never run any more. All in the current transaction. Thread-safe.
 */
public final class Continuations {

    private final Stores stores;
    private final Dispatcher dispatcher;
    private final Tails tails;
    private final Unreachable unreachable;
    private final Reports reports;
    private final Joins joins;
    private final TaskIds ids;
    private final Json json;
    private final Plans plans;
    private final Clock clock;

    /** Creates the continuations. */
    public Continuations(
            Stores stores,
            Dispatcher dispatcher,
            Transactions transactions,
            ResultEvents events,
            Json json,
            Clock clock) {
        this.stores = stores;
        this.dispatcher = dispatcher;
        this.ids = new TaskIds(clock);
        this.tails = new Tails(stores.workflows(), json, ids);
        this.unreachable = new Unreachable(stores, tails, events, clock);
        this.reports = new Reports(transactions);
        this.joins = new Joins(stores, this, unreachable, events, json, clock);
        this.json = json;
        this.plans = new Plans(stores, json, clock);
        this.clock = clock;
    }

    /** Does what follows the end of a task that is part of a canvas. Its group's join is told by {@link #settle}. */
    public void ended(TaskMessage message, Ending ending) {
        var taken = message.takes();
        if (taken != null) {
            stores.joins().close(taken.group(), clock.instant().plus(Dispatcher.KEPT));
        }
        var identity = message.identity();
        var continuation = message.continuation();
        var lineage = new Lineage(identity.rootId(), identity.id());
        if (ending.state().equals(TaskState.SUCCESS)) {
            var value = new Input.Value(tree(ending.value()));
            follow(continuation, value, lineage, ending);
        } else {
            unsuccessful(message, ending, lineage);
        }
    }

    private void unsuccessful(TaskMessage message, Ending ending, Lineage lineage) {
        var identity = message.identity();
        var continuation = message.continuation();
        var failed = ending.failure() == null ? null : failed(identity, ending.failure());
        if (failed != null && ending.state().equals(TaskState.FAILURE)) {
            sendErrors(continuation.errors(), failed, lineage);
        }
        var reason = Reason.after(identity.task(), identity.id(), ending, lineage);
        unreachable.end(continuation.links(), reason);
        unreachable.end(continuation.rest(), continuation.place(), reason);
        report(continuation.place(), failed, ending);
    }

    /**
     * Puts steps in the place of a task.
     *
     * @param steps what takes its place, one at least; the last one has the task's id
     */
    public void replaced(TaskMessage message, List<Step> steps, String worker) {
        var taken = message.takes();
        if (taken != null) {
            stores.joins().close(taken.group(), clock.instant().plus(Dispatcher.KEPT));
        }
        var continuation = message.continuation();
        var identity = message.identity();
        plans.save(steps, new Lineage(identity.rootId(), identity.id()));
        var all = new ArrayList<Step>();
        for (int i = 0; i < steps.size(); i++) {
            var isLast = i == steps.size() - 1;
            all.add(steps.get(i).with(isLast ? continuation.links() : List.of(), continuation.errors()));
        }
        all.addAll(continuation.rest().steps());
        send(
                new Sequence(all, continuation.rest().tail()),
                new Input.None(),
                continuation.place(),
                new Lineage(identity.rootId(), steps.size() == 1 ? identity.parentId() : identity.id()),
                new Ending(TaskState.SUCCESS, null, null, worker, List.of(), false));
    }

    /** Tells the joins what their members have reported in the current transaction, at its end. */
    public void settle() {
        for (var join = reports.poll(); join != null; join = reports.poll()) {
            joins.settle(join);
        }
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
        send(continuation.rest(), input, continuation.place(), lineage, ending);
        return true;
    }

    /** Sends a sequence; if that cannot be, it has failed. */
    void send(Sequence sequence, Input input, @Nullable Place place, Lineage lineage, Ending ending) {
        var unfolded = tails.unfold(sequence);
        try {
            var value = dispatcher.send(unfolded, input, place, lineage);
            tails.sent(sequence);
            if (value != null) {
                report(place, null, ending.withoutAdded());
            }
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            tails.sent(sequence);
            notSent(unfolded, place, lineage, ending, e);
        }
    }

    private void notSent(
            Sequence sequence, @Nullable Place place, Lineage lineage, Ending ending, ApiumException cause) {
        var first = sequence.steps().get(0);
        var name = first instanceof TaskStep task ? task.task() : StoredResult.GROUP;
        if (first instanceof GroupStep) {
            stores.joins()
                    .move(first.id(), State.OPEN, State.FAILED, clock.instant().plus(Dispatcher.KEPT));
        }
        var failure = TaskFailure.of(cause);
        var failed = failed(new TaskIdentity(first.id(), name, 0, lineage.rootId(), lineage.parentId()), failure);
        sendErrors(first.errors(), failed, lineage);
        unreachable.end(sequence, place, new Reason(TaskState.FAILURE, failure, ending.worker(), lineage));
        report(place, failed, ending.withoutAdded());
    }

    /** Sends error callbacks, each with ids of its own. */
    void sendErrors(List<List<Step>> callbacks, FailedTask failed, Lineage lineage) {
        var input = new Input.Value(json.toTree(failed, null));
        for (var callback : new LinkedHashSet<>(callbacks)) {
            dispatcher.send(new Sequence(ids.fresh(callback), null), input, null, lineage);
        }
    }

    /** {@return the error callbacks of what comes next} */
    List<List<Step>> errorsOfNext(Sequence rest) {
        return rest.hasEnded() ? List.of() : tails.unfold(rest).steps().get(0).errors();
    }

    /** Sends a member that was added to a group. */
    void sendAdded(Reports.Added added, int index, Lineage lineage, Ending ending) {
        var by = added.by();
        plans.saveMember(by.group(), added.steps(), lineage);
        send(
                new Sequence(added.steps(), null),
                new Input.None(),
                new Place(by.group(), index, by.stripe(), by.depth(), by.tolerant()),
                lineage,
                ending);
    }

    /** A member has ended. A failure fails the join, unless it tolerates failures. */
    void report(@Nullable Place place, @Nullable FailedTask failure, Ending ending) {
        if (place != null && place.reports()) {
            reports.add(place, place.tolerant() ? null : failure, ending);
        }
    }

    private static FailedTask failed(TaskIdentity identity, TaskFailure failure) {
        return new FailedTask(
                identity.id(),
                identity.task(),
                identity.attempt(),
                identity.rootId(),
                identity.parentId(),
                failure,
                List.of());
    }

    private JsonNode tree(@Nullable String value) {
        try {
            return value == null ? NullNode.getInstance() : json.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value that was written can be read", e);
        }
    }
}
