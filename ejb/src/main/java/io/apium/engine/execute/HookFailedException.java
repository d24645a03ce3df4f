package io.apium.engine.execute;

/** A hook of a task's bean threw something, which is the cause. */
final class HookFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Throwable thrown;

    HookFailedException(Throwable thrown) {
        super(thrown);
        this.thrown = thrown;
    }

    Throwable thrown() {
        return thrown;
    }
}
