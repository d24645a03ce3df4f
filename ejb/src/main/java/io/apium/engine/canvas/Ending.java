package io.apium.engine.canvas;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.engine.message.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, for what follows it.
 *
 * @param state the state
 * @param value its value as JSON, or null
 * @param failure why it did not succeed, or null
 * @param worker who ended it
 * @param added members that it adds to its group
 * @param isGivenUp whether its message is given up, so that there is no second chance for what follows
 */
public record Ending(
        TaskState state,
        @Nullable String value,
        @Nullable TaskFailure failure,
        String worker,
        List<List<Step>> added,
        boolean isGivenUp) {

    /** {@return the same for what has added nothing} */
    Ending withoutAdded() {
        return new Ending(state, value, failure, worker, List.of(), isGivenUp);
    }
}
