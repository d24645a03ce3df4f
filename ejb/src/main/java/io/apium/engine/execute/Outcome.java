package io.apium.engine.execute;

import io.apium.TaskFailure;
import io.apium.TaskState;
import org.jspecify.annotations.Nullable;

/** How an execution ended. Nothing downstream looks at exceptions again. */
sealed interface Outcome {

    /** {@return the state the task is in now} */
    TaskState state();

    /** {@return the value as JSON, or null} */
    default @Nullable String value() {
        return null;
    }

    /** {@return why there is no value, or null} */
    default @Nullable TaskFailure failure() {
        return null;
    }

    /**
     * The method returned.
     *
     * @param value what it returned, as JSON; null for null or nothing
     */
    record Success(@Nullable String value) implements Outcome {
        @Override
        public TaskState state() {
            return TaskState.SUCCESS;
        }
    }

    /**
     * The method threw, or could not be called: its work is rolled back.
     *
     * @param failure what it threw
     */
    record Failure(TaskFailure failure) implements Outcome {
        @Override
        public TaskState state() {
            return TaskState.FAILURE;
        }
    }

    /**
     * The method was not called.
     *
     * @param failure why
     */
    record Revoked(TaskFailure failure) implements Outcome {
        @Override
        public TaskState state() {
            return TaskState.REVOKED;
        }
    }
}
