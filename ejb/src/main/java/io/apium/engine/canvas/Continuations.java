package io.apium.engine.canvas;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.apium.ApiumException;
import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.TaskFailure;
import io.apium.TaskFailure.Culprit;
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
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import io.apium.spi.WorkflowStore.FailedMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what follows from how a task ended: sends its callbacks and the next step, reports to the join of its group, or tells
 * everything that can never run any more. All in the current transaction. Thread-safe.
 */
public final class Continuations {

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    private final Stores stores;
    private final Dispatcher dispatcher;
    private final Tails tails;
    private final Unreachable unreachable;
    private final Reports reports;
    private final Joins joins;
    private final TaskIds ids;
    private final Json json;
    private final Plans plans;
    private final PlannedContinuations planned;
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
        this.planned = new PlannedContinuations(stores, json, dispatcher);
        this.clock = clock;
    }

    /** Does what follows the end of a task that is part of a canvas. Its group's join is told by {@link #settle}. */
    public void ended(TaskMessage message, Ending ending) {
        letGoOfTaken(message);
        var identity = message.identity();
        var continuation = message.continuation();
        var lineage = new Lineage(identity.rootId(), identity.id());
        if (ending.state().equals(TaskState.SUCCESS)) {
            var value = new Input.Value(tree(ending.value()));
            follow(continuation, value, lineage, ending);
        } else {
            unsuccessful(identity, continuation, ending, lineage);
        }
    }

    /**
     * {@return a message that stands for one that cannot be read: with what was to follow its task, as far as the plan of its
     * workflow says so} Arguments and error callbacks are not in there.
     */
    public Optional<TaskMessage> planned(TaskIdentity identity) {
        return planned.find(identity);
    }

    private void unsuccessful(TaskIdentity identity, Continuation continuation, Ending ending, Lineage lineage) {
        var failed = ending.failure() == null ? null : failed(identity, ending.failure());
        if (failed != null) {
            sendErrors(ending.errors(), failed, lineage, ending.worker());
        }
        var reason = Reason.after(new Culprit(identity.task(), identity.id()), ending, lineage);
        unreachable.end(continuation.links(), reason);
        unreachable.end(continuation.rest(), continuation.place(), reason);
        report(continuation.place(), failed, ending);
    }

    /**
     * Puts steps in the place of a task.
     *
     * @param steps what takes its place, one at least; the last one has the task's id
     * @param added members that it adds to its group
     */
    public void replaced(TaskMessage message, List<Step> steps, List<List<Step>> added, String worker) {
        letGoOfTaken(message);
        var continuation = message.continuation();
        var identity = message.identity();
        plans.saveMore(steps, identity.rootId());
        var all = new ArrayList<Step>();
        for (int i = 0; i < steps.size(); i++) {
            var isLast = i == steps.size() - 1;
            all.add(steps.get(i)
                    .stamped(message.stamps())
                    .with(isLast ? continuation.links() : List.of(), continuation.errors()));
        }
        all.addAll(continuation.rest().steps());
        send(
                new Sequence(all, continuation.rest().tail()),
                new Input.None(continuation.follows()),
                continuation.place(),
                new Lineage(identity.rootId(), identity.parentId()),
                Ending.success(worker, List.of()));
        if (!added.isEmpty()) {
            reports.goesOn(Objects.requireNonNull(continuation.place()), Ending.success(worker, added));
        }
    }

    /**
     * Tells the joins what their members have reported in the current transaction, at its end.
     *
     * @throws JoinNotThereException if one cannot be seen yet: the transaction must be rolled back
     */
    public void settle() {
        for (var join = reports.poll(); join != null; join = reports.poll()) {
            joins.settle(join);
        }
        for (var group = reports.pollUnneeded(); group != null; group = reports.pollUnneeded()) {
            joins.letGo(group);
        }
    }

    /** {@return whether the join can be seen to which the member reports} */
    public boolean canReport(TaskMessage message) {
        var place = message.continuation().place();
        return place == null
                || !place.reports()
                || stores.joins().find(place.group()).isPresent();
    }

    /** The task will not take the values of a group, although it was sent to do so. */
    public void letGoOfTaken(TaskMessage message) {
        var group = message.letsGo();
        if (group != null) {
            letGo(group);
        }
    }

    /** Nobody needs the values of the group any more. */
    void letGo(String group) {
        reports.letGo(group);
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
            if (e instanceof MessageNotSentException
                    && !(place != null && place.absorbed())
                    && unfolded.steps().get(0) instanceof TaskStep) {
                keep(
                        dispatcher.first(unfolded, input, place, lineage),
                        unfolded.steps().get(0).id(),
                        lineage);
            }
            notSent(unfolded, place, lineage, ending, e);
            return false;
        }
    }

    /** Keeps a message that could not be sent, so that the workflow can be run on. */
    private void keep(OutgoingMessage message, String id, Lineage lineage) {
        stores.workflows()
                .insert(new FailedMessage(
                        id,
                        lineage.rootId(),
                        message.queue(),
                        message.priority(),
                        message.properties(),
                        message.body(),
                        clock.instant().plus(Dispatcher.KEPT)));
    }

    private void notSent(
            Sequence sequence, @Nullable Place place, Lineage lineage, Ending ending, ApiumException cause) {
        var first = sequence.steps().get(0);
        var name = first instanceof TaskStep task ? task.task() : StoredResult.GROUP;
        if (first instanceof GroupStep) {
            // None of its members is on its way.
            letGo(first.id());
        }
        var failure = TaskFailure.of(cause);
        var failed = failed(new TaskIdentity(first.id(), name, 0, lineage.rootId(), lineage.parentId()), failure);
        sendErrors(withIds(first.errors()), failed, lineage, ending.worker());
        unreachable.end(sequence, place, new Reason(TaskState.FAILURE, failure, ending.worker(), lineage));
        report(place, failed, ending.withoutAdded());
    }

    /** {@return error callbacks, each once, with ids of their own} They may be called again for something else. */
    public List<List<Step>> withIds(List<List<Step>> callbacks) {
        return new LinkedHashSet<>(callbacks).stream().map(ids::fresh).toList();
    }

    /** Sends error callbacks. One that cannot be sent has failed, and keeps neither the others nor the failure itself. */
    void sendErrors(List<List<Step>> callbacks, FailedTask failed, Lineage lineage, String worker) {
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

    /** {@return the error callbacks of what comes next} */
    List<List<Step>> errorsOfNext(Sequence rest) {
        return rest.hasEnded() ? List.of() : tails.unfold(rest).steps().get(0).errors();
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
    void report(@Nullable Place place, @Nullable FailedTask failure, Ending ending) {
        if (place != null && place.reports()) {
            reports.ended(place, place.tolerant() ? null : failure, ending);
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
