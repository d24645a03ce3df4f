package io.apium.engine.canvas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.apium.TaskFailure.Culprit;
import io.apium.TaskState;
import io.apium.engine.canvas.Unreachable.Reason;
import io.apium.engine.message.Json;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what follows from how a task ended: sends its callbacks and the next step, reports to the join of its group, or tells
 * everything that can never run any more. All in the current transaction. Thread-safe.
 */
public final class Continuations {

    private final Stores stores;
    private final Successors successors;
    private final Reports reports;
    private final Joins joins;
    private final Plans plans;
    private final PlannedContinuations planned;
    private final Json json;

    /** Creates the continuations. */
    public Continuations(
            Stores stores,
            Dispatcher dispatcher,
            Transactions transactions,
            ResultEvents events,
            Json json,
            Clock clock) {
        var ids = new TaskIds(clock);
        var tails = new Tails(stores.workflows(), json, ids);
        this.stores = stores;
        this.reports = new Reports(transactions);
        this.plans = new Plans(stores, json, clock);
        this.successors = new Successors(
                dispatcher,
                new Successors.Stored(tails, plans, new Unsent(stores, json, clock)),
                new Unreachable(stores, tails, events, clock),
                reports,
                ids,
                json);
        this.joins = new Joins(stores, successors, reports, events, json, clock);
        this.planned = new PlannedContinuations(stores, json, dispatcher);
        this.json = json;
    }

    /** Does what follows the end of a task that is part of a canvas. Its group's join is told by {@link #settle}. */
    public void ended(TaskMessage message, Ending ending) {
        letGoOfTaken(message);
        var identity = message.identity();
        var continuation = message.continuation();
        var lineage = new Lineage(identity.rootId(), identity.id());
        if (ending.state().equals(TaskState.SUCCESS)) {
            successors.follow(continuation, new Input.Value(tree(ending.value())), lineage, ending);
        } else {
            var failed = ending.failure() == null ? null : identity.failed(ending.failure());
            var reason = Reason.after(new Culprit(identity.task(), identity.id()), ending, lineage);
            successors.giveUp(continuation, reason, failed, ending);
        }
    }

    /**
     * {@return a message that stands for one that cannot be read: with what was to follow its task, as far as the plan of its
     * workflow says so} Arguments and error callbacks are not in there.
     */
    public Optional<TaskMessage> planned(TaskIdentity identity) {
        return planned.find(identity);
    }

    /** {@return error callbacks, each once, with ids of their own} They may be called again for something else. */
    public List<List<Step>> withIds(List<List<Step>> callbacks) {
        return successors.withIds(callbacks);
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
        successors.send(
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
            reports.letGo(group);
        }
    }

    private JsonNode tree(@Nullable String value) {
        try {
            return value == null ? NullNode.getInstance() : json.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value that was written can be read", e);
        }
    }
}
