package io.apium.engine.execute;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an execution ended. Nothing downstream looks at exceptions again. */
sealed interface Outcome {

    /** An outcome that ends the task, and is stored as its result. */
    sealed interface Ended extends Outcome {

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
    }

    /** {@return whether the transaction that did the work may commit} */
    boolean keepsWork();

    /**
     * The method returned.
     *
     * @param returned what it returned
     * @param value the same, as JSON; null for null or nothing
     */
    record Success(@Nullable Object returned, @Nullable String value) implements Ended {
        @Override
        public TaskState state() {
            return TaskState.SUCCESS;
        }

        @Override
        public boolean keepsWork() {
            return true;
        }
    }

    /**
     * The method threw, or could not be called.
     *
     * @param cause what it threw, for hooks
     * @param failure the same, to be stored
     * @param keepsWork whether what it did is kept all the same
     * @param isRejected whether its message goes to the dead-letter queue
     */
    record Failure(Throwable cause, TaskFailure failure, boolean keepsWork, boolean isRejected) implements Ended {
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
    record Revoked(TaskFailure failure) implements Ended {
        @Override
        public TaskState state() {
            return TaskState.REVOKED;
        }

        @Override
        public boolean keepsWork() {
            return true;
        }
    }

    /**
     * The task is to be run again, as a further attempt.
     *
     * @param cause what it threw, for hooks
     * @param failure the same, to be stored
     * @param next the message of that attempt
     * @param queue where it is sent
     * @param nextAt when it begins, at the earliest
     */
    record Retried(Throwable cause, TaskFailure failure, TaskMessage next, String queue, Instant nextAt)
            implements Outcome {
        @Override
        public boolean keepsWork() {
            return false;
        }
    }

    /**
     * The task put other steps in its place.
     *
     * @param canvas what the task asked for, for hooks
     * @param steps the steps of it, of which the last one has the task's id
     */
    record Replaced(Canvas<?> canvas, List<Step> steps) implements Outcome {
        @Override
        public boolean keepsWork() {
            return true;
        }
    }

    /** The task ended itself, and nothing is to be stored, unless something depends on how it ends. */
    record Ignored() implements Outcome {
        @Override
        public boolean keepsWork() {
            return true;
        }
    }

    /**
     * The task gave its message back to its queue.
     *
     * @param reason why
     */
    record Requeued(String reason) implements Outcome {
        @Override
        public boolean keepsWork() {
            return false;
        }
    }

    /** The task's time was up before it ended, and what becomes of it is stored already. */
    record Overdue() implements Outcome {
        @Override
        public boolean keepsWork() {
            return false;
        }
    }
}
