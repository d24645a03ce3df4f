package io.apium.engine.execute;

import io.apium.SoftTimeLimitExceededException;
import io.apium.engine.canvas.Inputs;
import io.apium.engine.execute.Outcome.Overdue;
import io.apium.engine.execute.Outcome.Requeued;
import io.apium.engine.execute.Outcome.Success;
import io.apium.engine.message.TaskMessage;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls the task of an attempt, within its time, and says how that ended. Thread-safe. */
final class TaskRunner {

    private final Desk desk;
    private final Inputs inputs;
    private final Offspring.Family family;
    private final TaskInvoker invoker;
    private final Judgement judgement;
    private final TimeKeeper timeKeeper;

    TaskRunner(
            Desk desk,
            Inputs inputs,
            Offspring.Family family,
            TaskInvoker invoker,
            Judgement judgement,
            TimeKeeper timeKeeper) {
        this.desk = desk;
        this.inputs = inputs;
        this.family = family;
        this.invoker = invoker;
        this.judgement = judgement;
        this.timeKeeper = timeKeeper;
    }

    /**
     * What became of a call.
     *
     * @param invocation the call
     * @param outcome how it ended
     */
    record Run(Invocation invocation, Outcome outcome) {}

    /**
     * Calls the task.
     *
     * @param overdue is called on another thread if the time is up before the task has ended
     */
    Run run(Attempt attempt, Consumer<Invocation> overdue) {
        var feedback = new StoredFeedback(desk, attempt);
        var deadline = new Deadline(attempt.call().limits());
        var invocation = invocation(attempt, List.of(), deadline, feedback);
        TaskMessage message;
        try {
            if (attempt.attributes().result().trackStarted()) {
                feedback.start();
            }
            message = inputs.complete(attempt.call().message());
        } catch (RuntimeException e) {
            // It is no fault of the task's, but the database's, or of a neighbour in the same transaction.
            return new Run(
                    invocation,
                    new Requeued("its start cannot be stored, or its values not be read: " + e.getMessage()));
        }
        try {
            attempt.call().limits().requireValid(attempt.identity().task());
            invocation = invocation(attempt, invoker.bind(attempt.call().task(), message), deadline, feedback);
            var started = invocation;
            timeKeeper.watch(attempt, deadline, () -> overdue.accept(started));
            var value = call(attempt, started);
            return new Run(
                    started,
                    deadline.end()
                            ? new Success(value, invoker.write(attempt.call().task(), value))
                            : new Overdue());
        } catch (Throwable e) {
            return new Run(
                    invocation,
                    deadline.end()
                            ? judgement.of(attempt.call(), queue(attempt), meant(attempt, deadline, e))
                            : new Overdue());
        }
    }

    private @Nullable Object call(Attempt attempt, Invocation invocation) throws Throwable {
        try {
            Hooks.beforeStart(attempt.call().task(), invocation);
        } catch (HookFailedException e) {
            throw e.thrown();
        }
        return invoker.invoke(attempt.call().task(), invocation);
    }

    private Invocation invocation(Attempt attempt, List<@Nullable Object> args, Deadline deadline, Feedback feedback) {
        return new Invocation(
                attempt.call(),
                args,
                attempt.worker(),
                attempt.delivery(),
                deadline,
                feedback,
                Offspring.of(attempt.call().message(), family));
    }

    private static String queue(Attempt attempt) {
        return attempt.incoming().delivery().queue();
    }

    /** {@return the exception, or the soft time limit if that interrupted the task} */
    private static Throwable meant(Attempt attempt, Deadline deadline, Throwable thrown) {
        if (!deadline.isSoftLimitPassed() || !isInterruption(thrown)) {
            return thrown;
        }
        var limit = new SoftTimeLimitExceededException(
                attempt.identity().id(),
                attempt.identity().task(),
                Objects.requireNonNull(deadline.limits().soft()));
        limit.addSuppressed(thrown);
        return limit;
    }

    private static boolean isInterruption(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }
}
