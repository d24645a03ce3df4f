package io.apium.engine.task;

import io.apium.Execution;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a task's attributes from what is said about it. */
final class AttributeReader {

    private final String task;
    private final List<AttributeText> texts;
    private final Collection<String> faults;

    private AttributeReader(String task, List<AttributeText> texts, Collection<String> faults) {
        this.task = task;
        this.texts = texts;
        this.faults = faults;
    }

    /**
     * {@return the task's attributes}
     *
     * @param texts what is said, what goes first coming first
     * @param faults where it is described what cannot be, also of that which does not go first
     */
    static TaskAttributes read(String task, List<AttributeText> texts, Collection<String> faults) {
        var reader = new AttributeReader(task, texts, faults);
        var attributes = reader.read();
        reader.check(attributes);
        return attributes;
    }

    private TaskAttributes read() {
        var defaults = TaskAttributes.DEFAULTS;
        return new TaskAttributes(
                find("queue", AttributeType.text()).orElse(null),
                find("priority", AttributeType.number(0, 9)).orElse(null),
                find("expires", AttributeType.time()).orElse(null),
                find("shadow", AttributeType.text()).orElse(null),
                find("execution", AttributeType.constant(Execution.class)).orElse(defaults.execution()),
                find("batchable", AttributeType.bool()).orElse(defaults.batchable()),
                readResult(defaults.result()),
                readRetry(defaults.retry()),
                readExceptions(defaults.exceptions()),
                new TimeLimits(
                        find("softTimeLimit", AttributeType.time()).orElse(null),
                        find("timeLimit", AttributeType.time()).orElse(null)));
    }

    private ResultRules readResult(ResultRules defaults) {
        return new ResultRules(
                find("ignoreResult", AttributeType.bool()).orElse(defaults.ignore()),
                find("storeErrorsEvenIfIgnored", AttributeType.bool()).orElse(defaults.storeErrorsEvenIfIgnored()),
                find("trackStarted", AttributeType.bool()).orElse(defaults.trackStarted()),
                foreverIfZero(find("resultExpires", AttributeType.timeOrZero()).orElse(defaults.expires())),
                find("resultExtended", AttributeType.bool()).orElse(defaults.extended()));
    }

    private RetryRules readRetry(RetryRules defaults) {
        return new RetryRules(
                find("maxRetries", AttributeType.number(-1, Integer.MAX_VALUE)).orElse(defaults.maxRetries()),
                find("retryDelay", AttributeType.timeOrZero()).orElse(defaults.delay()),
                find("retryBackoff", AttributeType.number(0, Integer.MAX_VALUE)).orElse(defaults.backoff()),
                find("retryBackoffMax", AttributeType.timeOrZero()).orElse(defaults.backoffMax()),
                find("retryJitter", AttributeType.bool()).orElse(defaults.jitter()),
                find("autoRetryFor", AttributeType.exceptions()).orElse(defaults.autoFor()),
                find("dontAutoRetryFor", AttributeType.exceptions()).orElse(defaults.dontAutoFor()));
    }

    private ExceptionRules readExceptions(ExceptionRules defaults) {
        return new ExceptionRules(
                find("expected", AttributeType.exceptions()).orElse(defaults.expected()),
                find("rollbackOn", AttributeType.exceptions()).orElse(defaults.rollbackOn()),
                find("dontRollbackOn", AttributeType.exceptions()).orElse(defaults.dontRollbackOn()));
    }

    private static @Nullable Duration foreverIfZero(@Nullable Duration time) {
        return time == null || time.isZero() ? null : time;
    }

    /** {@return what goes first, unless it cannot be} What comes after it is read too, for its faults. */
    private <T> Optional<T> find(String attribute, AttributeType<T> type) {
        var values = textsOf(attribute).stream().map(text -> read(text, type)).toList();
        return values.isEmpty() ? Optional.empty() : values.get(0);
    }

    private <T> Optional<T> read(AttributeText text, AttributeType<T> type) {
        try {
            return Optional.of(type.read(text));
        } catch (IllegalArgumentException e) {
            faults.add(text.attribute() + " " + e.getMessage() + ": " + text.origin());
            return Optional.empty();
        }
    }

    private void check(TaskAttributes attributes) {
        if (attributes.execution().isLeased()) {
            var exceptions = attributes.exceptions();
            refuseLeased("batchable", attributes.batchable(), attributes);
            refuseLeased("rollbackOn", !exceptions.rollbackOn().isEmpty(), attributes);
            refuseLeased("dontRollbackOn", !exceptions.dontRollbackOn().isEmpty(), attributes);
        }
        var soft = attributes.limits().soft();
        var hard = attributes.limits().hard();
        if (soft != null && hard != null && soft.compareTo(hard) >= 0) {
            faults.add("softTimeLimit must be less than timeLimit, but task '" + task + "' has " + soft + " by "
                    + origin("softTimeLimit") + ", and " + hard + " by " + origin("timeLimit"));
        }
    }

    private void refuseLeased(String attribute, boolean isSet, TaskAttributes attributes) {
        if (isSet) {
            faults.add(attribute + " is only for ATOMIC tasks, but task '" + task + "' is " + attributes.execution()
                    + " by " + origin("execution") + ", and has " + attribute + " by " + origin(attribute)
                    + "; remove one of them");
        }
    }

    private String origin(String attribute) {
        return textsOf(attribute).get(0).origin();
    }

    private List<AttributeText> textsOf(String attribute) {
        return texts.stream().filter(text -> text.attribute().equals(attribute)).toList();
    }
}
