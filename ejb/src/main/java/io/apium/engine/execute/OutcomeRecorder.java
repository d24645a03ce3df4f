package io.apium.engine.execute;

import io.apium.ResultExpiry;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.canvas.Ending;
import io.apium.engine.execute.Outcome.Ended;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.engine.execute.Outcome.Ignored;
import io.apium.engine.execute.Outcome.Replaced;
import io.apium.engine.execute.Outcome.Retried;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.result.ResultEntry;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores an outcome, and sends what follows from it, in the current transaction. Thread-safe. */
final class OutcomeRecorder {

    private static final ExecutionLog LOG = new ExecutionLog();

    /** As long as a decision must at least be remembered, so that its message is dropped when it comes again. */
    private static final Duration MIN_DECISION_EXPIRY = Duration.ofHours(1);

    private final Desk desk;
    private final MessageSender sender;
    private final Continuations continuations;
    private final String deadLetterQueue;
    private final ResultExpiry resultExpiry;

    OutcomeRecorder(
            Desk desk,
            MessageSender sender,
            Continuations continuations,
            String deadLetterQueue,
            ResultExpiry resultExpiry) {
        this.desk = desk;
        this.sender = sender;
        this.continuations = continuations;
        this.deadLetterQueue = deadLetterQueue;
        this.resultExpiry = resultExpiry;
    }

    /**
     * Records the outcome.
     *
     * @param context the call, or null if the task was not called
     * @return false if it is decided already what becomes of the attempt
     */
    boolean record(Attempt attempt, @Nullable Invocation context, Outcome outcome) {
        // The row of a success would refuse a second one. A look at it would make every success slower.
        if (!outcome.keepsWork() && isDecided(attempt.identity())) {
            return false;
        }
        if (outcome instanceof Retried retried) {
            return retry(attempt, context, retried);
        }
        if (outcome instanceof Replaced replaced) {
            if (!store(attempt, context, TaskState.RETRY, null, desk.clock().instant())) {
                return false;
            }
            continuations.replaced(
                    attempt.call().message(), replaced.steps(), added(context, outcome), attempt.worker());
        } else if (outcome instanceof Ended ended) {
            end(attempt, context, ended);
        } else if (outcome instanceof Ignored && attempt.call().message().isWatched()) {
            insert(attempt, context, TaskState.IGNORED, null, null, sent(attempt, context, outcome));
            continuations.ended(
                    attempt.call().message(),
                    new Ending(TaskState.IGNORED, null, null, attempt.worker(), added(context, outcome), List.of()));
        }
        return true;
    }

    /** {@return whether it is stored already how the task ended, or that another attempt follows this one} */
    boolean isDecided(TaskIdentity identity) {
        var results = desk.stores().results();
        return results.find(identity.id()).isPresent()
                || results.attempts(identity.id()).stream()
                        .anyMatch(stored -> stored.number() >= identity.attempt()
                                && stored.state().equals(TaskState.RETRY));
    }

    /** {@return whether an outcome of which the work is kept is stored, so that the row refuses any other} */
    static boolean leavesRow(Attempt attempt, Outcome outcome) {
        return outcome instanceof Ended ended
                && (!ignores(attempt, ended) || attempt.call().message().isPartOfCanvas());
    }

    /** {@return whether nobody wants to know the outcome} */
    private static boolean ignores(Attempt attempt, Ended outcome) {
        return outcome.state().equals(TaskState.SUCCESS) && attempt.call().ignoresResult();
    }

    private void end(Attempt attempt, @Nullable Invocation context, Ended outcome) {
        var message = attempt.call().message();
        if (!leavesRow(attempt, outcome)) {
            return;
        }
        // Somebody waits for the value of a member, and will delete it.
        var place = message.continuation().ownPlace();
        var value = ignores(attempt, outcome) && (place == null || !place.reports()) ? null : outcome.value();
        var errors = outcome instanceof Failure
                ? continuations.withIds(message.continuation().errors())
                : List.<List<Step>>of();
        var ending = new Ending(
                outcome.state(), outcome.value(), outcome.failure(), attempt.worker(), added(context, outcome), errors);
        var children = sent(attempt, context, outcome);
        children.addAll(
                outcome.state().equals(TaskState.SUCCESS)
                        ? message.continuation().firstIds()
                        : ending.errorIds());
        insert(attempt, context, outcome.state(), value, outcome.failure(), children);
        if (outcome instanceof Failure failure && failure.isRejected()) {
            desk.broker().send(List.of(deadLetter(attempt, failure.failure().message())));
        }
        if (message.isPartOfCanvas()) {
            if (!outcome.state().equals(TaskState.SUCCESS)) {
                FailedMessages.keep(desk, message, attempt.incoming());
            }
            continuations.ended(message, ending);
        }
    }

    /** {@return what the task adds to its group} Nothing, if what it has done is rolled back. */
    private static List<List<Step>> added(@Nullable Invocation context, Outcome outcome) {
        return context == null || !outcome.keepsWork()
                ? List.of()
                : context.offspring().added();
    }

    /** {@return the ids of what the task has sent} What a leased one sends is sent whatever becomes of it. */
    private static List<String> sent(Attempt attempt, @Nullable Invocation context, Outcome outcome) {
        var isSent = outcome.keepsWork() || attempt.attributes().execution().isLeased();
        return context == null || !isSent
                ? new ArrayList<>()
                : new ArrayList<>(context.offspring().sent());
    }

    private void insert(
            Attempt attempt,
            @Nullable Invocation context,
            TaskState state,
            @Nullable String value,
            @Nullable TaskFailure failure,
            List<String> children) {
        var endedAt = desk.clock().instant();
        new ResultEntry(attempt.identity(), state, attempt.worker(), endedAt)
                .value(value)
                .failure(failure)
                .at(attempt.call().message().continuation().ownPlace())
                .children(children)
                .startedAt(attempt.startedAt())
                .expiresAt(expiry(attempt, context, state, endedAt))
                .extension(attempt.attributes().result().extended() ? extension(attempt) : null)
                .store(desk.stores(), desk.events());
    }

    /** Stores what became of an attempt that did not end its task. {@return false if that is decided already} */
    private boolean store(
            Attempt attempt,
            @Nullable Invocation context,
            TaskState state,
            @Nullable TaskFailure failure,
            Instant nextAt) {
        var identity = attempt.identity();
        var stored = new StoredAttempt(
                identity.id(),
                identity.attempt(),
                identity.task(),
                state,
                null,
                failure,
                attempt.worker(),
                attempt.startedAt(),
                desk.clock().instant(),
                nextAt,
                expiry(attempt, context, state, nextAt));
        var results = desk.stores().results();
        if (context != null && context.feedback() instanceof StoredFeedback feedback && feedback.mayHaveStored()) {
            return results.saveAttempt(stored);
        }
        results.insertAttempt(stored);
        return true;
    }

    private boolean retry(Attempt attempt, @Nullable Invocation context, Retried outcome) {
        if (!store(attempt, context, TaskState.RETRY, outcome.failure(), outcome.nextAt())) {
            return false;
        }
        if (outcome.next().takes() == null) {
            continuations.letGoOfTaken(attempt.call().message());
        }
        sender.send(
                outcome.next(),
                outcome.queue(),
                attempt.incoming().delivery().priority(),
                Duration.between(desk.clock().instant(), outcome.nextAt()));
        desk.events().announce(attempt.identity(), TaskState.RETRY, attempt.worker());
        return true;
    }

    private OutgoingMessage deadLetter(Attempt attempt, String reason) {
        var incoming = attempt.incoming();
        var properties = new LinkedHashMap<>(incoming.properties());
        properties.put(DeadLetters.REASON, reason);
        properties.put(DeadLetters.QUEUE, incoming.delivery().queue());
        return new OutgoingMessage(
                deadLetterQueue, incoming.delivery().priority(), Duration.ZERO, properties, incoming.body());
    }

    private @Nullable Instant expiry(Attempt attempt, @Nullable Invocation context, TaskState state, Instant end) {
        var rules = attempt.attributes().result();
        var isDecision = state.equals(TaskState.FAILURE) || state.equals(TaskState.RETRY);
        if (isDecision && attempt.call().ignoresResult() && !rules.storeErrorsEvenIfIgnored()) {
            return end.plus(MIN_DECISION_EXPIRY);
        }
        var wish = wish(context, state).orElse(rules.expires() == null ? Duration.ZERO : rules.expires());
        if (wish.isZero()) {
            return null;
        }
        return end.plus(isDecision && wish.compareTo(MIN_DECISION_EXPIRY) < 0 ? MIN_DECISION_EXPIRY : wish);
    }

    private Optional<Duration> wish(@Nullable Invocation context, TaskState state) {
        if (context == null) {
            return Optional.empty();
        }
        try {
            return resultExpiry.expires(context, state);
        } catch (RuntimeException e) {
            LOG.expiryNotDecided(context.call().identity(), e);
            return Optional.empty();
        }
    }

    private StoredResult.Extension extension(Attempt attempt) {
        return new StoredResult.Extension(
                attempt.incoming().delivery().queue(),
                args(attempt.call().message().arguments()));
    }

    private String args(Arguments arguments) {
        var all = new ArrayList<Object>(arguments.positional());
        if (!arguments.named().isEmpty()) {
            all.add(arguments.named());
        }
        return desk.json().writeTrees(all);
    }
}
