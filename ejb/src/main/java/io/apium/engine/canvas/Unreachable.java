package io.apium.engine.canvas;

import io.apium.TaskFailure;
import io.apium.TaskFailure.Culprit;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Place;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskStep;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives what can never run any more a state, so that nobody waits for it for ever. Thread-safe. */
final class Unreachable {

    private final Stores stores;
    private final Tails tails;
    private final ResultEvents events;
    private final Clock clock;

    Unreachable(Stores stores, Tails tails, ResultEvents events, Clock clock) {
        this.stores = stores;
        this.tails = tails;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Why something is not called.
     *
     * @param state the state that it gets
     * @param failure the failure that it gets
     * @param worker who found out
     * @param lineage where it comes from
     */
    record Reason(TaskState state, TaskFailure failure, String worker, Lineage lineage) {

        /**
         * {@return the reason for what follows a task or group}
         *
         * @param culprit the task that has not succeeded
         */
        static Reason after(Culprit culprit, Ending ending, Lineage lineage) {
            var failure = ending.failure();
            if (ending.state().equals(TaskState.FAILURE) && failure != null) {
                return new Reason(
                        TaskState.FAILURE,
                        failure.culprit().isPresent()
                                ? failure
                                : TaskFailure.notCalled(culprit, failure.type(), failure.message()),
                        ending.worker(),
                        lineage);
            }
            var how = failure == null ? "ended without a result" : "was not called: " + failure.message();
            return new Reason(
                    TaskState.REVOKED,
                    TaskFailure.notCalled(
                            culprit,
                            TaskRevokedException.class.getName(),
                            "'" + culprit.task() + "' " + culprit.id() + ", which it was to follow, " + how),
                    ending.worker(),
                    lineage);
        }
    }

    /** Ends all that the sequence would have sent. */
    void end(Sequence sequence, @Nullable Place place, Reason reason) {
        end(tails.all(sequence), place, reason);
        tails.expire(sequence, clock.instant().plus(Dispatcher.KEPT));
    }

    /** Ends all that the sequences would have sent. */
    void end(List<List<Step>> sequences, Reason reason) {
        sequences.forEach(sequence -> end(sequence, null, reason));
    }

    private void end(List<Step> steps, @Nullable Place place, Reason reason) {
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            insert(step, i == steps.size() - 1 ? place : null, reason);
            end(step.links(), reason);
            if (step instanceof GroupStep group) {
                var index = 0;
                for (var member : group.members()) {
                    end(member, new Place(group.id(), index++, null, 0, false, false), reason);
                }
            }
        }
    }

    private void insert(Step step, @Nullable Place place, Reason reason) {
        var now = clock.instant();
        var name = step instanceof TaskStep task ? task.task() : StoredResult.GROUP;
        var attempt = step instanceof TaskStep task ? task.attempt() : 0;
        var lineage = reason.lineage();
        stores.results()
                .insert(new StoredResult(
                        step.id(),
                        name,
                        reason.state(),
                        attempt,
                        null,
                        reason.failure(),
                        reason.worker(),
                        lineage.rootId(),
                        lineage.parentId(),
                        now,
                        now,
                        now.plus(Dispatcher.KEPT),
                        null,
                        place == null ? null : new StoredResult.Member(place.group(), place.index()),
                        List.of()));
        events.announce(
                new TaskIdentity(step.id(), name, attempt, lineage.rootId(), lineage.parentId()),
                reason.state(),
                reason.worker());
    }
}
