package io.apium.engine.canvas;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toSet;

import io.apium.TaskState;
import io.apium.WorkflowGraph;
import io.apium.WorkflowGraph.Edge;
import io.apium.WorkflowGraph.Kind;
import io.apium.WorkflowGraph.Node;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskStep;
import io.apium.engine.result.GroupStates;
import io.apium.engine.result.Pages;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Draws a workflow: what was planned, and what its tasks have sent besides. Belongs to one thread. */
final class WorkflowDrawing {

    private static final String UNKNOWN = "";

    private final Stores stores;
    private final Json json;

    /** The names of tasks by their ids. */
    private final Map<String, String> tasks = new LinkedHashMap<>();

    private final Set<Edge> edges = new LinkedHashSet<>();

    /** How many members groups have, by their ids. */
    private final Map<String, Integer> sizes = new HashMap<>();

    /** The groups that take a failure for a value. */
    private final Set<String> tolerant = new HashSet<>();

    private final Map<String, StoredResult> ends = new LinkedHashMap<>();

    WorkflowDrawing(Stores stores, Json json) {
        this.stores = stores;
        this.json = json;
    }

    WorkflowGraph draw(String rootId) {
        for (var steps : Plans.load(stores, json, rootId)) {
            add(steps);
        }
        tasks.putIfAbsent(rootId, UNKNOWN);
        List<String> known = new ArrayList<>(tasks.keySet());
        while (!known.isEmpty()) {
            load(known);
            known = children(known);
        }
        addReplacements();
        tasks.values().removeIf(UNKNOWN::equals);
        edges.removeIf(edge -> !tasks.containsKey(edge.from()) || !tasks.containsKey(edge.to()));
        return new WorkflowGraph(rootId, nodes(), List.copyOf(edges));
    }

    private void add(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            tasks.put(step.id(), step instanceof TaskStep task ? task.task() : StoredResult.GROUP);
            if (i > 0) {
                edges.add(new Edge(steps.get(i - 1).id(), step.id(), Kind.NEXT));
            }
            add(step, step.links(), Kind.LINK);
            if (step instanceof GroupStep group) {
                add(step, group.members(), Kind.MEMBER);
                sizes.merge(group.id(), group.members().size(), Integer::sum);
                if (group.tolerant()) {
                    tolerant.add(group.id());
                }
            }
        }
    }

    private void add(Step step, List<List<Step>> sequences, Kind kind) {
        for (var sequence : sequences) {
            add(sequence);
            edges.add(new Edge(step.id(), sequence.get(0).id(), kind));
        }
    }

    private void load(List<String> ids) {
        for (var page : Pages.of(ids)) {
            stores.results().findEnds(page).forEach(end -> {
                ends.put(end.id(), end);
                tasks.put(end.id(), end.task());
            });
        }
    }

    /** {@return what these tasks have sent that is not known yet} */
    private List<String> children(List<String> ids) {
        var targets = targets();
        var found = new ArrayList<String>();
        for (var id : ids) {
            var end = ends.get(id);
            for (var child : end == null ? List.<String>of() : end.children()) {
                if (!targets.contains(child)) {
                    edges.add(new Edge(id, child, Kind.CHILD));
                }
                if (tasks.putIfAbsent(child, UNKNOWN) == null) {
                    found.add(child);
                }
            }
        }
        return found;
    }

    /** What was put in the place of a step comes after the step before that. */
    private void addReplacements() {
        var targets = targets();
        for (var end : ends.values()) {
            var parent = end.parentId();
            if (parent != null && !targets.contains(end.id())) {
                edges.add(new Edge(parent, end.id(), Kind.NEXT));
            }
        }
    }

    private Set<String> targets() {
        return edges.stream().map(Edge::to).collect(toSet());
    }

    private List<Node> nodes() {
        var attempts = lastAttempts();
        var counts = ends.values().stream()
                .filter(end -> end.member() != null)
                .collect(groupingBy(
                        end -> Objects.requireNonNull(end.member()).groupId(),
                        groupingBy(StoredResult::state, summingInt(end -> 1))));
        var nodes = new ArrayList<Node>();
        tasks.forEach((id, task) -> {
            var end = ends.get(id);
            var last = attempts.get(id);
            if (end != null) {
                nodes.add(new Node(id, task, end.state(), end.startedAt(), end.endedAt(), end.failure()));
            } else if (task.equals(StoredResult.GROUP)) {
                // It has not ended, or has no end because nobody waits for it.
                nodes.add(new Node(id, task, stateOfGroup(id, counts.getOrDefault(id, Map.of())), null, null, null));
            } else if (last != null) {
                nodes.add(new Node(id, task, last.state(), last.startedAt(), null, last.failure()));
            } else {
                nodes.add(new Node(id, task, TaskState.PENDING, null, null, null));
            }
        });
        return nodes;
    }

    private TaskState stateOfGroup(String id, Map<TaskState, Integer> ended) {
        var size = sizes.getOrDefault(id, 0);
        return tolerant.contains(id) ? GroupStates.ofTolerant(ended, size) : GroupStates.of(ended, size);
    }

    /** {@return the last attempts of the tasks that have not ended, by their ids} */
    private Map<String, StoredAttempt> lastAttempts() {
        var running =
                tasks.keySet().stream().filter(id -> !ends.containsKey(id)).toList();
        var last = new HashMap<String, StoredAttempt>();
        for (var page : Pages.of(running)) {
            stores.results().attempts(page).forEach(attempt -> last.put(attempt.id(), attempt));
        }
        return last;
    }
}
