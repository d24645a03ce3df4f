package io.apium.engine.canvas;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.canvas.FailedTask;
import io.apium.engine.canvas.Unreachable.Reason;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.Json;
import io.apium.engine.message.Taken;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.JoinStore;
import io.apium.spi.JoinStore.Count;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts joins down. Whoever empties one releases it: what waited for it is sent. Whoever brings the first failure fails it.
 * Thread-safe.
 */
final class Joins {

    private final Stores stores;
    private final JoinStore joins;
    private final Continuations continuations;
    private final Unreachable unreachable;
    private final ResultEvents events;
    private final Json json;
    private final Clock clock;

    Joins(
            Stores stores,
            Continuations continuations,
            Unreachable unreachable,
            ResultEvents events,
            Json json,
            Clock clock) {
        this.stores = stores;
        this.joins = stores.joins();
        this.continuations = continuations;
        this.unreachable = unreachable;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Tells a join what its members have reported in the current transaction. */
    void settle(Reports.ToJoin reported) {
        var count = count(reported);
        if (count == Count.ABSENT
                && !reported.isGivenUp()
                && joins.find(reported.id()).isEmpty()) {
            throw new JoinNotThereException(reported.id());
        }
        if (!reported.added().isEmpty()) {
            add(reported);
        }
        if (!reported.failures().isEmpty()) {
            fail(reported);
        } else if (count == Count.EMPTIED) {
            release(reported.id(), reported.worker());
        }
    }

    private Count count(Reports.ToJoin reported) {
        var emptied = 0;
        var isAbsent = false;
        for (var stripe : reported.stripes().entrySet()) {
            if (stripe.getValue() != 0) {
                var count = joins.countDown(reported.id(), stripe.getKey(), stripe.getValue());
                emptied += count == Count.EMPTIED ? 1 : 0;
                isAbsent |= count == Count.ABSENT;
            }
        }
        var own = reported.own() + emptied;
        var count = own == 0 ? Count.LEFT : joins.countDown(reported.id(), own);
        return isAbsent ? Count.ABSENT : count;
    }

    private void add(Reports.ToJoin reported) {
        var join = joins.find(reported.id()).orElseThrow(() -> new JoinNotThereException(reported.id()));
        var index = joins.grow(join.id(), reported.added().size());
        for (var added : reported.added()) {
            continuations.sendAdded(added, index++, new Lineage(join.rootId(), join.id()), by(reported.worker()));
        }
    }

    private void release(String id, String worker) {
        var join = joins.find(id).orElseThrow(() -> new JoinNotThereException(id));
        var content = read(join);
        var continuation = content.continuation();
        closeTaken(content);
        insert(join, content, TaskState.SUCCESS, null, worker);
        var isTaken = continuations.follow(
                continuation,
                new Input.Values(new Taken(id, join.size(), join.isTolerant())),
                new Lineage(join.rootId(), id),
                by(worker));
        if (!isTaken && join.outerId() == null) {
            joins.close(id, clock.instant().plus(Dispatcher.KEPT));
        }
    }

    private void fail(Reports.ToJoin reported) {
        var id = reported.id();
        if (!joins.move(id, State.OPEN, State.FAILED, clock.instant().plus(Dispatcher.KEPT))) {
            if (!reported.isGivenUp() && joins.find(id).isEmpty()) {
                throw new JoinNotThereException(id);
            }
            return;
        }
        var join = joins.find(id).orElseThrow(() -> new JoinNotThereException(id));
        var content = read(join);
        var failure = reported.failures().get(0).failure();
        var failed = new FailedTask(
                id, StoredResult.GROUP, 0, join.rootId(), content.parentId(), failure, reported.failures());
        closeTaken(content);
        insert(join, content, TaskState.FAILURE, failure, reported.worker());
        fail(content.continuation(), failed, reported);
    }

    private void fail(Continuation continuation, FailedTask failed, Reports.ToJoin reported) {
        var lineage = new Lineage(failed.rootId(), failed.id());
        var ending = new Ending(
                TaskState.FAILURE, null, failed.failure(), reported.worker(), List.of(), reported.isGivenUp());
        var reason = Reason.after(StoredResult.GROUP, failed.id(), ending, lineage);
        var errors = new ArrayList<>(continuation.errors());
        errors.addAll(continuations.errorsOfNext(continuation.rest()));
        continuations.sendErrors(errors, failed, lineage);
        unreachable.end(continuation.links(), reason);
        unreachable.end(continuation.rest(), continuation.place(), reason);
        continuations.report(continuation.place(), failed, ending);
    }

    private void closeTaken(JoinContent content) {
        var taken = content.takes();
        if (taken != null) {
            joins.close(taken, clock.instant().plus(Dispatcher.KEPT));
        }
    }

    private void insert(
            StoredJoin join, JoinContent content, TaskState state, @Nullable TaskFailure failure, String worker) {
        var now = clock.instant();
        var place = content.continuation().ownPlace();
        stores.results()
                .insert(new StoredResult(
                        join.id(),
                        StoredResult.GROUP,
                        state,
                        0,
                        null,
                        failure,
                        worker,
                        join.rootId(),
                        content.parentId(),
                        now,
                        now,
                        now.plus(Dispatcher.KEPT),
                        null,
                        place == null ? null : new StoredResult.Member(place.group(), place.index()),
                        List.of()));
        events.announce(
                new TaskIdentity(join.id(), StoredResult.GROUP, 0, join.rootId(), content.parentId()), state, worker);
    }

    private JoinContent read(StoredJoin join) {
        return read(json, join);
    }

    /** {@return what the join keeps} */
    static JoinContent read(Json json, StoredJoin join) {
        try {
            return (JoinContent) Objects.requireNonNull(json.read(join.content(), JoinContent.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "What waits for group " + join.id() + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static Ending by(String worker) {
        return new Ending(TaskState.SUCCESS, null, null, worker, List.of(), false);
    }
}
