package io.apium.engine.execute;

import io.apium.Ignore;
import io.apium.MaxRetriesExceededException;
import io.apium.Reject;
import io.apium.Replace;
import io.apium.Retry;
import io.apium.TaskFailure;
import io.apium.TaskRejectedException;
import io.apium.engine.canvas.Planner;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.engine.execute.Outcome.Ignored;
import io.apium.engine.execute.Outcome.Replaced;
import io.apium.engine.execute.Outcome.Requeued;
import io.apium.engine.execute.Outcome.Retried;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.ArgumentWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Decides what a task's exception means: a failure, a retry, or what else the task wants. Thread-safe. */
final class Judgement {

    private final ArgumentWriter arguments;
    private final Planner planner;
    private final Clock clock;

    Judgement(ArgumentWriter arguments, Planner planner, Clock clock) {
        this.arguments = arguments;
        this.planner = planner;
        this.clock = clock;
    }

    /**
     * {@return what the exception means}
     *
     * @param queue the queue from which the call was taken, to which a retry goes, and what collects the values of a group in its place
     */
    Outcome of(TaskCall call, String queue, Throwable thrown) {
        var identity = call.identity();
        if (thrown instanceof Ignore) {
            return new Ignored();
        }
        if (thrown instanceof Reject reject) {
            return reject.isRequeued()
                    ? new Requeued(reject.reason())
                    : rolledBack(new TaskRejectedException(identity.id(), identity.task(), reject.reason()), true);
        }
        if (thrown instanceof UnwritableValueException) {
            // It is no exception of the task's, and its rules for them do not apply.
            return rolledBack(thrown);
        }
        try {
            if (thrown instanceof Replace replace) {
                return new Replaced(
                        replace.canvas(),
                        planner.planInPlaceOf(identity.id(), identity.attempt() + 1, queue, replace.canvas()));
            }
            if (thrown instanceof Retry retry) {
                return retried(call, queue, retry);
            }
            if (call.retry().isAutomaticFor(thrown)) {
                return retried(call, queue, new Retry(thrown));
            }
        } catch (RuntimeException e) {
            // The other arguments of the retry cannot be written, or there is nothing in the canvas.
            return rolledBack(e);
        }
        return failed(call, thrown);
    }

    /** {@return a failure after which nothing is kept, whatever the task says about its exceptions} */
    Failure rolledBack(Throwable cause) {
        return rolledBack(cause, false);
    }

    private static Failure rolledBack(Throwable cause, boolean isRejected) {
        return new Failure(cause, TaskFailure.of(cause), false, isRejected);
    }

    private static Failure failed(TaskCall call, Throwable cause) {
        var rollsBack = call.task().attributes().exceptions().rollsBack(cause);
        return new Failure(cause, TaskFailure.of(cause), !rollsBack, false);
    }

    private Outcome retried(TaskCall call, String queue, Retry retry) {
        var identity = call.identity();
        var rules = retry.maxRetries().map(call.retry()::withMaxRetries).orElseGet(call::retry);
        var cause = retry.getCause();
        if (!rules.allowsRetryAfter(identity.attempt())) {
            return failed(
                    call,
                    cause == null
                            ? new MaxRetriesExceededException(identity.id(), identity.task(), rules.maxRetries())
                            : cause);
        }
        var shown = cause == null ? retry : cause;
        return new Retried(
                shown, TaskFailure.of(shown), next(call, retry), retry.queue().orElse(queue), nextAt(call, retry));
    }

    private Instant nextAt(TaskCall call, Retry retry) {
        return retry.eta()
                .orElseGet(() -> clock.instant()
                        .plus(retry.countdown()
                                .orElseGet(() ->
                                        call.retry().delayAfter(call.identity().attempt(), Judgement::random))));
    }

    private TaskMessage next(TaskCall call, Retry retry) {
        var task = call.task();
        var message = call.message();
        var changed = arguments.write(task.name(), task, retry.args().orElse(List.of()), retry.namedArgs());
        if (retry.args().isPresent()) {
            return message.withoutTaken(changed).retried(changed);
        }
        var later = message.takes() == null ? 0 : 1;
        return message.retried(ArgumentWriter.merge(task, message.arguments(), changed, later));
    }

    private static long random(long most) {
        return ThreadLocalRandom.current().nextLong(most + 1);
    }
}
