package io.apium.engine.canvas;

import io.apium.NoResultStoreException;
import io.apium.TaskState;
import io.apium.Workflow;
import io.apium.WorkflowGraph;
import io.apium.WorkflowGraph.Edge;
import io.apium.WorkflowGraph.Kind;
import io.apium.WorkflowGraph.Node;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskStep;
import io.apium.engine.result.GroupStates;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workflows as a whole: what they look like, and how they run on after a failure. Thread-safe. */
public final class Workflows {

    private static final int PAGE = 1000;

    private final @Nullable Stores stores;
    private final Transactions transactions;
    private final MessageSender sender;
    private final Json json;
    private final Clock clock;

    /**
     * Creates the workflows.
     *
     * @param stores keep what is known of them; null if nobody does
     */
    public Workflows(@Nullable Stores stores, Transactions transactions, MessageSender sender, Json json, Clock clock) {
        this.stores = stores;
        this.transactions = transactions;
        this.sender = sender;
        this.json = json;
        this.clock = clock;
    }

    /** {@return a workflow by its root id} */
    public Workflow of(String rootId) {
        return new Workflow() {
            @Override
            public String rootId() {
                return rootId;
            }

            @Override
            public WorkflowGraph graph() {
                return new Drawing(requireStores()).draw(rootOf(rootId));
            }

            @Override
            public List<String> retryFailed() {
                return Workflows.this.retryFailed(rootOf(rootId));
            }
        };
    }

    private Stores requireStores() {
        if (stores == null) {
            throw new NoResultStoreException();
        }
        return stores;
    }

    private List<String> retryFailed(String rootId) {
        var retried = new ArrayList<String>();
        transactions.required(() -> retried.addAll(new Revival(requireStores(), sender, json, clock).retry(rootId)));
        if (retried.isEmpty()) {
            requireNoFailure(of(rootId).graph());
        }
        return retried;
    }

    /** {@return the root id of the workflow that has a part with that id, as far as it has ended} */
    private String rootOf(String id) {
        return requireStores().results().find(id).map(StoredResult::rootId).orElse(id);
    }

    /** Tells why nothing is sent again. */
    private static void requireNoFailure(WorkflowGraph graph) {
        if (graph.nodes().isEmpty()) {
            throw new IllegalStateException("Nothing is stored of workflow " + graph.rootId()
                    + ": it is not known, has not begun, or was forgotten");
        }
        var inCanvas = graph.edges().stream()
                .filter(edge -> edge.kind() != Kind.CHILD)
                .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                .collect(Collectors.toSet());
        graph.nodes().stream()
                .filter(node -> node.state().equals(TaskState.FAILURE) && !inCanvas.contains(node.id()))
                .findFirst()
                .ifPresent(node -> {
                    throw new IllegalStateException("Task '" + node.task() + "' " + node.id()
                            + " has failed, and its message is not kept, which is done for parts of a canvas only:"
                            + " send it again");
                });
    }

    /** Draws a workflow: what was planned, and what its tasks have sent besides. Belongs to one thread. */
    private final class Drawing {

        private final Stores here;
        private final Map<String, String> tasks = new LinkedHashMap<>();
        private final Set<Edge> edges = new LinkedHashSet<>();
        private final Map<String, StoredResult> results = new LinkedHashMap<>();

        Drawing(Stores here) {
            this.here = here;
        }

        WorkflowGraph draw(String rootId) {
            for (var steps : Plans.load(here, json, rootId)) {
                add(steps);
            }
            tasks.putIfAbsent(rootId, "");
            List<String> known = new ArrayList<>(tasks.keySet());
            while (!known.isEmpty()) {
                load(known);
                known = children(known);
            }
            addReplacements();
            tasks.values().removeIf(String::isEmpty);
            var nodes = tasks.entrySet().stream()
                    .map(task -> node(task.getKey(), task.getValue()))
                    .toList();
            edges.removeIf(edge -> !tasks.containsKey(edge.from()) || !tasks.containsKey(edge.to()));
            return new WorkflowGraph(rootId, nodes, List.copyOf(edges));
        }

        /** What was put in the place of a step comes after the step before that. */
        private void addReplacements() {
            var targets = edges.stream().map(Edge::to).collect(Collectors.toSet());
            for (var result : results.values()) {
                var parent = result.parentId();
                if (parent != null && !targets.contains(result.id())) {
                    edges.add(new Edge(parent, result.id(), Kind.NEXT));
                }
            }
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
            for (int from = 0; from < ids.size(); from += PAGE) {
                var page = ids.subList(from, Math.min(ids.size(), from + PAGE));
                here.results().findAll(page).forEach(result -> {
                    results.put(result.id(), result);
                    tasks.put(result.id(), result.task());
                });
            }
        }

        /** {@return what these tasks have sent that is not known yet} */
        private List<String> children(List<String> ids) {
            var targets = edges.stream().map(Edge::to).collect(Collectors.toSet());
            var found = new ArrayList<String>();
            for (var id : ids) {
                var result = results.get(id);
                if (result != null) {
                    for (var child : result.children()) {
                        if (!targets.contains(child)) {
                            edges.add(new Edge(id, child, Kind.CHILD));
                        }
                        if (tasks.putIfAbsent(child, "") == null) {
                            found.add(child);
                        }
                    }
                }
            }
            return found;
        }

        /** {@return the state of a group that has not ended, or has no end because nobody waits for it} */
        private TaskState stateOfMembers(String id) {
            var members = edges.stream()
                    .filter(edge -> edge.kind() == Kind.MEMBER && edge.from().equals(id))
                    .count();
            return GroupStates.of(here.results().countMembers(id), (int) members);
        }

        private Node node(String id, String task) {
            var result = results.get(id);
            if (result != null) {
                return new Node(id, task, result.state(), result.startedAt(), result.endedAt(), result.failure());
            }
            if (task.equals(StoredResult.GROUP)) {
                return new Node(id, task, stateOfMembers(id), null, null, null);
            }
            var attempts = here.results().attempts(id);
            if (attempts.isEmpty()) {
                return new Node(id, task, TaskState.PENDING, null, null, null);
            }
            var last = attempts.get(attempts.size() - 1);
            return new Node(id, task, last.state(), last.startedAt(), null, last.failure());
        }
    }
}
