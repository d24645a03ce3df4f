package io.apium.engine.canvas;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.TaskFailure.Culprit;
import io.apium.TaskState;
import io.apium.canvas.FailedTask;
import io.apium.engine.canvas.Unreachable.Reason;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.engine.message.Taken;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.result.ResultEntry;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.JoinStore;
import io.apium.spi.JoinStore.Count;
import io.apium.spi.JoinStore.Failure;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.Stores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Counts joins down. Whoever empties one releases it: what waited for it is sent. Whoever brings the first failure fails it.
 * Thread-safe.
 */
final class Joins {

    private final Stores stores;
    private final JoinStore joins;
    private final Successors successors;
    private final Reports reports;
    private final ResultEvents events;
    private final Json json;
    private final Clock clock;

    Joins(Stores stores, Successors successors, Reports reports, ResultEvents events, Json json, Clock clock) {
        this.stores = stores;
        this.joins = stores.joins();
        this.successors = successors;
        this.reports = reports;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Tells a join what its members have reported in the current transaction.
     *
     * @throws JoinNotThereException if it cannot be seen yet
     */
    void settle(Reports.ToJoin reported) {
        var isEmpty = countDown(reported);
        if (!reported.added().isEmpty()) {
            add(reported);
        }
        var failures = reported.failures();
        var isFailed = !failures.isEmpty() && joins.fail(reported.id(), failures.size()) == Failure.FIRST;
        if (!isEmpty && !isFailed) {
            return;
        }
        var join = find(reported.id());
        if (isFailed) {
            fail(join, reported);
        } else if (join.state() == State.OPEN) {
            release(join, reported.worker());
        }
        if (isEmpty && join.state() == State.FAILED) {
            // Nobody reports any more, and it may be forgotten, unless somebody retries what has failed.
            joins.close(join.id(), clock.instant().plus(ResultEntry.KEPT));
        }
    }

    /** The values of a group have been taken, or will not be. */
    void letGo(String id) {
        joins.close(id, clock.instant().plus(ResultEntry.KEPT));
    }

    /** {@return whether all members have ended} */
    private boolean countDown(Reports.ToJoin reported) {
        var emptied = 0;
        for (var stripe : reported.stripes().entrySet()) {
            if (stripe.getValue() != 0) {
                emptied += isEmptied(reported.id(), joins.countDown(reported.id(), stripe.getKey(), stripe.getValue()))
                        ? 1
                        : 0;
            }
        }
        var own = reported.own() + emptied;
        return own != 0 && isEmptied(reported.id(), joins.countDown(reported.id(), own));
    }

    private static boolean isEmptied(String id, Count count) {
        if (count == Count.ABSENT) {
            throw new JoinNotThereException(id);
        }
        return count == Count.EMPTIED;
    }

    private StoredJoin find(String id) {
        return joins.find(id).orElseThrow(() -> new JoinNotThereException(id));
    }

    private void add(Reports.ToJoin reported) {
        var join = find(reported.id());
        var index = joins.grow(join.id(), reported.added().size());
        for (var added : reported.added()) {
            successors.sendAdded(
                    added,
                    index++,
                    new Lineage(join.rootId(), join.id()),
                    Ending.success(reported.worker(), List.of()));
        }
    }

    private void release(StoredJoin join, String worker) {
        var content = read(join);
        letGoOfTaken(content);
        store(
                ResultEntry.group(join.id(), join.rootId(), content.parentId()),
                content,
                TaskState.SUCCESS,
                Ending.success(worker, List.of()));
        var isTaken = successors.follow(
                content.continuation(),
                new Input.Values(new Taken(join.id(), join.size(), join.isTolerant(), false)),
                new Lineage(join.rootId(), join.id()),
                Ending.success(worker, List.of()));
        if (!isTaken && join.outerId() == null) {
            reports.letGo(join.id());
        }
    }

    private void fail(StoredJoin join, Reports.ToJoin reported) {
        var content = read(join);
        var failure = reported.failures().get(0).failure();
        var identity = ResultEntry.group(join.id(), join.rootId(), content.parentId());
        var failed = new FailedTask(
                join.id(), identity.task(), 0, join.rootId(), content.parentId(), failure, reported.failures());
        letGoOfTaken(content);
        var ending = Ending.failure(failure, reported.worker(), errors(content.continuation()));
        store(identity, content, TaskState.FAILURE, ending);
        var reason = Reason.after(culprit(failed), ending, new Lineage(join.rootId(), join.id()));
        successors.giveUp(content.continuation(), reason, failed, ending);
    }

    /** {@return the error callbacks of the group, and of what would have come next} */
    private List<List<Step>> errors(Continuation continuation) {
        var errors = new ArrayList<>(continuation.errors());
        errors.addAll(successors.errorsOfNext(continuation.rest()));
        return successors.withIds(errors);
    }

    /** {@return the task that has failed first, and so a group, and a group around it} */
    private static Culprit culprit(FailedTask failed) {
        return failed.causes().isEmpty()
                ? new Culprit(failed.task(), failed.id())
                : culprit(failed.causes().get(0));
    }

    private void letGoOfTaken(JoinContent content) {
        if (content.takes() != null) {
            reports.letGo(content.takes());
        }
    }

    private void store(TaskIdentity identity, JoinContent content, TaskState state, Ending ending) {
        var continuation = content.continuation();
        new ResultEntry(identity, state, ending.worker(), clock.instant())
                .failure(ending.failure())
                .at(continuation.ownPlace())
                .children(state.equals(TaskState.SUCCESS) ? continuation.firstIds() : ending.errorIds())
                .store(stores, events);
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
}
