package io.apium.engine.task;

import java.util.List;

/**
 * What a task's exceptions mean.
 *
 * @param expected those that are part of the task's business
 * @param rollbackOn those that roll the work back although {@code dontRollbackOn} names a superclass
 * @param dontRollbackOn those that do not roll the work back
 */
public record ExceptionRules(
        List<Class<? extends Throwable>> expected,
        List<Class<? extends Throwable>> rollbackOn,
        List<Class<? extends Throwable>> dontRollbackOn) {

    static final ExceptionRules DEFAULTS = new ExceptionRules(List.of(), List.of(), List.of());

    /** Copies. */
    public ExceptionRules {
        expected = List.copyOf(expected);
        rollbackOn = List.copyOf(rollbackOn);
        dontRollbackOn = List.copyOf(dontRollbackOn);
    }

    /** {@return whether the exception is part of the task's business} */
    public boolean isExpected(Throwable exception) {
        return expected.stream().anyMatch(type -> type.isInstance(exception));
    }

    /** {@return whether the exception rolls the work back} Of the classes named, the one nearest to its own decides. */
    public boolean rollsBack(Throwable exception) {
        for (Class<?> type = exception.getClass(); type != Object.class; type = type.getSuperclass()) {
            if (dontRollbackOn.contains(type)) {
                return false;
            }
            if (rollbackOn.contains(type)) {
                return true;
            }
        }
        return true;
    }
}
