package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apium.TaskOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a step is sent, when its turn has come. What is null is as the task says. Durations count from the sending.
 *
 * @param queue where to
 * @param priority 0 to 9
 * @param countdown how long it is held back
 * @param eta until when it is held back
 * @param expiresIn how long it may start
 * @param expiresAt until when it may start
 * @param shadow another name for logs and consoles
 * @param ignoreResult whether the value of a success is thrown away
 * @param retry about retries
 * @param limits about time limits
 * @param headers the application's own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StepOptions(
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable Duration countdown,
        @Nullable Instant eta,
        @Nullable Duration expiresIn,
        @Nullable Instant expiresAt,
        @Nullable String shadow,
        @Nullable Boolean ignoreResult,
        @Nullable RetryOptions retry,
        @Nullable LimitOptions limits,
        Map<String, String> headers) {

    /** Nothing said. */
    public static final StepOptions NONE =
            new StepOptions(null, null, null, null, null, null, null, null, null, null, Map.of());

    /** Copies; what says nothing is absent. */
    public StepOptions {
        retry = RetryOptions.NONE.equals(retry) ? null : retry;
        limits = LimitOptions.NONE.equals(limits) ? null : limits;
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    /** {@return what the options say; an id is no matter of sending} */
    public static StepOptions of(TaskOptions options) {
        return new StepOptions(
                options.queue().orElse(null),
                options.priority().orElse(null),
                options.countdown().orElse(null),
                options.eta().orElse(null),
                options.expiresIn().orElse(null),
                options.expiresAt().orElse(null),
                options.shadow().orElse(null),
                options.ignoreResult().orElse(null),
                new RetryOptions(
                        options.maxRetries().orElse(null),
                        options.retryDelay().orElse(null),
                        options.retryBackoff().orElse(null),
                        options.retryBackoffMax().orElse(null),
                        options.retryJitter().orElse(null)),
                new LimitOptions(
                        options.softTimeLimit().orElse(null),
                        options.timeLimit().orElse(null)),
                options.headers());
    }

    /** {@return the same with other options of retries} */
    public StepOptions with(RetryOptions otherRetry) {
        return new StepOptions(
                queue,
                priority,
                countdown,
                eta,
                expiresIn,
                expiresAt,
                shadow,
                ignoreResult,
                otherRetry,
                limits,
                headers);
    }

    /** {@return the same as options of a call} */
    public TaskOptions toTaskOptions() {
        var builder = TaskOptions.builder();
        set(queue, builder::queue);
        set(priority, builder::priority);
        set(countdown, builder::countdown);
        set(eta, builder::eta);
        set(expiresIn, (Consumer<Duration>) builder::expires);
        set(expiresAt, (Consumer<Instant>) builder::expires);
        set(shadow, builder::shadow);
        set(ignoreResult, builder::ignoreResult);
        if (retry != null) {
            set(retry.max(), builder::maxRetries);
            set(retry.delay(), builder::retryDelay);
            set(retry.backoff(), builder::retryBackoff);
            set(retry.backoffMax(), builder::retryBackoffMax);
            set(retry.jitter(), builder::retryJitter);
        }
        if (limits != null) {
            set(limits.soft(), builder::softTimeLimit);
            set(limits.hard(), builder::timeLimit);
        }
        headers.forEach(builder::header);
        return builder.build();
    }

    private static <T> void set(@Nullable T value, Consumer<T> option) {
        if (value != null) {
            option.accept(value);
        }
    }

    /** {@return how long it is held back when it is sent at that time} */
    public Duration delay(Instant now) {
        if (countdown != null) {
            return countdown;
        }
        return eta == null || eta.isBefore(now) ? Duration.ZERO : Duration.between(now, eta);
    }

    /** {@return until when it may start when it is sent at that time; null for ever} */
    public @Nullable Instant expires(Instant now) {
        return expiresIn == null ? expiresAt : now.plus(expiresIn);
    }
}
