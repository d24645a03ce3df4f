package io.apium.canvas;

import io.apium.TaskFailure;
import io.apium.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * How a member of a group ended that {@linkplain Group#tolerateFailures tolerates failures}.
 *
 * @param id the member's id
 * @param state the state it ended in
 * @param value its value; null if it has none
 * @param failure why it did not succeed; null if it did
 * @param <E> the type of the value
 */
public record Outcome<E>(
        String id,
        TaskState state,
        @Nullable E value,
        @Nullable TaskFailure failure) {

    /** {@return whether there is a value} */
    public boolean successful() {
        return state.equals(TaskState.SUCCESS);
    }
}
