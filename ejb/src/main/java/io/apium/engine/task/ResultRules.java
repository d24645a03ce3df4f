package io.apium.engine.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a task.
 *
 * @param ignore whether the value of a success is thrown away
 * @param storeErrorsEvenIfIgnored whether a failure is kept as long as other results although values are thrown away
 * @param trackStarted whether it is stored that the task has started
 * @param expires how long a result is kept; null for ever
 * @param extended whether the queue and the arguments are kept too
 */
public record ResultRules(
        boolean ignore,
        boolean storeErrorsEvenIfIgnored,
        boolean trackStarted,
        @Nullable Duration expires,
        boolean extended) {

    static final ResultRules DEFAULTS = new ResultRules(false, false, false, Duration.ofDays(1), false);
}
