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
import io.apium.engine.result.ResultEntry;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.time.Clock;
import java.util.ArrayList;
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
        var sweep = new Sweep(reason);
        tails.expire(
                sequence,
                clock.instant().plus(ResultEntry.KEPT),
                (steps, isLast) -> sweep.end(steps, isLast ? place : null));
        sweep.finish();
    }

    /** Ends all that the sequences would have sent. */
    void end(List<List<Step>> sequences, Reason reason) {
        sequences.forEach(sequence -> end(new Sequence(sequence, null), null, reason));
    }

    /** All that ends for one reason: stored so many at a time that a large group need not be held until the commit. */
    private final class Sweep {

        private static final int MANY = 500;

        private final Reason reason;
        private final List<StoredResult> ends = new ArrayList<>();

        Sweep(Reason reason) {
            this.reason = reason;
        }

        void end(List<Step> steps, @Nullable Place place) {
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                add(step, i == steps.size() - 1 ? place : null);
                step.links().forEach(link -> end(link, null));
                if (step instanceof GroupStep group) {
                    end(group);
                }
            }
        }

        private void end(GroupStep group) {
            var members = tails.members(group);
            for (int i = 0; members.hasNext(); i++) {
                end(members.next(), new Place(group.id(), i, null, 0, false, false));
            }
            tails.expireMembers(group, clock.instant().plus(ResultEntry.KEPT));
        }

        private void add(Step step, @Nullable Place place) {
            var lineage = reason.lineage();
            var identity = step instanceof TaskStep task
                    ? new TaskIdentity(step.id(), task.task(), task.attempt(), lineage.rootId(), lineage.parentId())
                    : ResultEntry.group(step.id(), lineage.rootId(), lineage.parentId());
            var entry = new ResultEntry(identity, reason.state(), reason.worker(), clock.instant())
                    .failure(reason.failure())
                    .at(place);
            entry.announce(events);
            ends.add(entry.toStored());
            if (ends.size() == MANY) {
                stores.results().insertNow(List.copyOf(ends));
                ends.clear();
            }
        }

        /** What is left waits for the commit, as any other result. */
        void finish() {
            ends.forEach(stores.results()::insert);
        }
    }
}
