package io.apium.engine.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One signature on its way through a queue.
 *
 * @param identity which task it is
 * @param arguments what the method is called with
 * @param expires the time after which it must not start, or null
 * @param shadow another name for logs and consoles, or null
 * @param ignoreResult whether a successful call's value is thrown away; null is what the task says
 * @param retry what the call says about retries
 * @param limits what the call says about how long the task may run
 * @param headers the application's own headers
 * @param takes the group whose values are the first argument, or null
 * @param stamps the task's stamps
 * @param continuation what happens with the outcome
 */
public record TaskMessage(
        TaskIdentity identity,
        Arguments arguments,
        @Nullable Instant expires,
        @Nullable String shadow,
        @Nullable Boolean ignoreResult,
        RetryOptions retry,
        LimitOptions limits,
        Map<String, String> headers,
        @Nullable Taken takes,
        Map<String, JsonNode> stamps,
        Continuation continuation) {

    /** The header of a run after which beat looks whether it has ended, and what it says about runs that overlap. */
    public static final String OVERLAP_HEADER = "apium-overlap";

    /** Copies. */
    public TaskMessage {
        headers = Map.copyOf(headers);
        stamps = Collections.unmodifiableMap(new LinkedHashMap<>(stamps));
    }

    /** A task that is part of nothing. */
    public TaskMessage(
            TaskIdentity identity,
            Arguments arguments,
            @Nullable Instant expires,
            @Nullable String shadow,
            @Nullable Boolean ignoreResult,
            RetryOptions retry,
            LimitOptions limits,
            Map<String, String> headers) {
        this(
                identity,
                arguments,
                expires,
                shadow,
                ignoreResult,
                retry,
                limits,
                headers,
                null,
                Map.of(),
                Continuation.NONE);
    }

    /** {@return whether the task was sent as a part of a canvas, so that something may depend on how it ends} */
    public boolean isPartOfCanvas() {
        return takes != null || !continuation.equals(Continuation.NONE);
    }

    /** {@return whether somebody has to know that the task has ended, even if it leaves nothing else} */
    public boolean isWatched() {
        return isPartOfCanvas() || headers.containsKey(OVERLAP_HEADER);
    }

    /** {@return whether the next run of a periodic task asks this one to end} */
    public boolean isCancelledByNext() {
        return "CANCEL_RUNNING".equals(headers.get(OVERLAP_HEADER));
    }

    /** {@return the message that runs the task once more, as a further attempt} */
    public TaskMessage retried(Arguments otherArguments) {
        return with(identity.nextAttempt(), otherArguments, takes);
    }

    /** {@return the message with another first argument than the values of a group} */
    public TaskMessage withoutTaken(Arguments otherArguments) {
        return with(identity, otherArguments, null);
    }

    /** {@return the group whose values this task lets go when it has ended, or null} */
    public @Nullable String letsGo() {
        return takes == null || takes.shared() ? null : takes.group();
    }

    private TaskMessage with(TaskIdentity otherIdentity, Arguments otherArguments, @Nullable Taken otherTaken) {
        return new TaskMessage(
                otherIdentity,
                otherArguments,
                expires,
                shadow,
                ignoreResult,
                retry,
                limits,
                headers,
                otherTaken,
                stamps,
                continuation);
    }
}
