package io.apium.it.crash;

import io.apium.it.crash.app.Kind;
import io.apium.it.crash.app.Kind.End;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a task in the end.
 *
 * @param state the state of its result, or null if it has none
 * @param attempt the attempt of its result
 * @param work how many rows it wrote
 * @param children how many tasks it sent
 * @param runs how often it ran outside a transaction
 */
record Evidence(String id, Kind kind, @Nullable String state, int attempt, int work, int children, int runs) {

    /** {@return what is wrong with it} */
    List<Fault> faults() {
        if (state == null && kind.keepsResult()) {
            return List.of(fault(Fault.What.LOST, "has no result"));
        }
        var traces = state == null
                ? kind.leaves(End.UNKNOWN)
                : List.of("SUCCESS", "FAILURE").contains(state) ? kind.leaves(End.valueOf(state)) : null;
        if (traces == null) {
            return List.of(fault(Fault.What.WRONG_END, "must not end like that"));
        }
        var faults = new ArrayList<Fault>();
        compare(faults, "rows", work, traces.work(), traces.work());
        compare(faults, "children", children, traces.children(), traces.children());
        compare(faults, "runs", runs, traces.minRuns(), traces.maxRuns());
        if (state != null) {
            compare(faults, "attempts before", attempt, traces.attempt(), traces.attempt());
        }
        return faults;
    }

    private void compare(List<Fault> faults, String what, int count, int min, int max) {
        if (count < min) {
            faults.add(fault(Fault.What.LOST, "has too few " + what));
        } else if (count > max) {
            faults.add(fault(Fault.What.DOUBLED, "has too many " + what));
        }
    }

    private Fault fault(Fault.What what, String how) {
        return new Fault(what, this + " " + how);
    }
}
