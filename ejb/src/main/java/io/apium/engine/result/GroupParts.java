package io.apium.engine.result;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a group consists of, wherever the plans of its workflow say so. Large groups inside have pages of their own, and so
 * have members that were added; what a task has replaced itself with is a sequence of its own, which ends with the task's id.
 * Belongs to one thread.
 */
final class GroupParts {

    /** The members of all groups of the workflow. */
    private final Map<String, List<List<Step>>> members = new HashMap<>();

    /** All planned sequences, by the ids of their last steps. */
    private final Map<String, List<List<Step>>> sequences = new HashMap<>();

    private final Set<String> tasks = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();

    /**
     * Finds the parts of a group.
     *
     * @param plans the sequences of all pages of the workflow's plans
     */
    GroupParts(String groupId, List<List<Step>> plans) {
        for (var plan : plans) {
            learn(plan);
            add(sequences, plan.get(plan.size() - 1).id(), List.of(plan));
        }
        collect(groupId);
    }

    /** {@return the ids of all tasks of all members} */
    List<String> tasks() {
        return List.copyOf(tasks);
    }

    /** {@return the ids of the group, of all groups inside, and of all tasks} */
    List<String> ids() {
        var ids = new ArrayList<>(tasks);
        ids.addAll(groups);
        return ids;
    }

    private void learn(List<Step> steps) {
        for (var step : steps) {
            step.links().forEach(this::learn);
            if (step instanceof GroupStep group) {
                add(members, group.id(), group.members());
                group.members().forEach(this::learn);
            }
        }
    }

    private static void add(Map<String, List<List<Step>>> to, String id, List<List<Step>> more) {
        to.computeIfAbsent(id, key -> new ArrayList<>()).addAll(more);
    }

    private void collect(String groupId) {
        groups.add(groupId);
        // A queue, for a task may replace itself any number of times.
        Deque<List<Step>> open = new ArrayDeque<>(members.getOrDefault(groupId, List.of()));
        for (var steps = open.poll(); steps != null; steps = open.poll()) {
            for (var step : steps) {
                if (step instanceof GroupStep group) {
                    if (groups.add(group.id())) {
                        open.addAll(members.getOrDefault(group.id(), List.of()));
                    }
                } else if (tasks.add(step.id())) {
                    open.addAll(sequences.getOrDefault(step.id(), List.of()));
                }
            }
        }
    }
}
