package io.apium.engine.canvas;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.engine.message.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task or group ended, for what follows it.
 *
 * @param state the state
 * @param value its value as JSON, or null
 * @param failure why it did not succeed, or null
 * @param worker who ended it
 * @param added members that it adds to its group
 * @param errors its error callbacks, if it has failed, with the ids under which they are sent
 */
public record Ending(
        TaskState state,
        @Nullable String value,
        @Nullable TaskFailure failure,
        String worker,
        List<List<Step>> added,
        List<List<Step>> errors) {

    /** {@return a success of which the value does not matter here} */
    static Ending success(String worker, List<List<Step>> added) {
        return new Ending(TaskState.SUCCESS, null, null, worker, added, List.of());
    }

    /** {@return a failure} */
    static Ending failure(TaskFailure failure, String worker, List<List<Step>> errors) {
        return new Ending(TaskState.FAILURE, null, failure, worker, List.of(), errors);
    }

    /** {@return the same for what has added nothing} */
    Ending withoutAdded() {
        return new Ending(state, value, failure, worker, List.of(), errors);
    }

    /** {@return the ids of the error callbacks} */
    public List<String> errorIds() {
        return firstIds(errors);
    }

    static List<String> firstIds(List<List<Step>> sequences) {
        return sequences.stream().map(steps -> steps.get(0).id()).toList();
    }
}
