package io.apium.engine.result;

import io.apium.TaskState;
import java.util.List;
import java.util.Map;

/** The state of a group for which nobody waits: it has no end of its own, only its members have. */
public final class GroupStates {

    private GroupStates() {}

    /**
     * {@return the state}
     *
     * @param ended how many members have ended in each state
     * @param size how many there are
     */
    public static TaskState of(Map<TaskState, Integer> ended, int size) {
        for (var bad : List.of(TaskState.FAILURE, TaskState.REVOKED)) {
            if (ended.containsKey(bad)) {
                return bad;
            }
        }
        return ofTolerant(ended, size);
    }

    /** {@return the state of a group that takes the failure of a member for a value like others} */
    public static TaskState ofTolerant(Map<TaskState, Integer> ended, int size) {
        return size > 0 && sum(ended) == size ? TaskState.SUCCESS : TaskState.PENDING;
    }

    /** {@return how many members have ended} */
    static int sum(Map<TaskState, Integer> ended) {
        return ended.values().stream().mapToInt(count -> count).sum();
    }
}
