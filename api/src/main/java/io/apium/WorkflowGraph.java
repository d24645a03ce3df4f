package io.apium;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A workflow at a moment: its parts, and what follows what.
 *
 * @param rootId the workflow's id
 * @param nodes its tasks and groups
 * @param edges what follows what
 */
public record WorkflowGraph(String rootId, List<Node> nodes, List<Edge> edges) {

    /** Copies. */
    public WorkflowGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A task or a group.
     *
     * @param id its id
     * @param task the task's name; {@code apium.group} for a group
     * @param state its state
     * @param startedAt when the worker took it up, or null
     * @param endedAt when it ended, or null
     * @param failure why it did not succeed, or null
     */
    public record Node(
            String id,
            String task,
            TaskState state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable TaskFailure failure) {}

    /**
     * One follows the other.
     *
     * @param from the id of the one
     * @param to the id of the other
     * @param kind in what way
     */
    public record Edge(String from, String to, Kind kind) {}

    /** In what way one part follows another. */
    public enum Kind {
        /** The next step of a chain, or the body of a chord; or what was put in its place. */
        NEXT,
        /** A member of a group. */
        MEMBER,
        /** A callback. */
        LINK,
        /** Sent by the task while it ran, or because it failed. */
        CHILD
    }

    /** {@return the graph in the language of Graphviz} */
    public String toDot() {
        var numbers = numbers();
        var text = new StringBuilder("digraph workflow {\n");
        for (var node : nodes) {
            text.append("  n").append(numbers.get(node.id()));
            text.append(" [label=\"").append(escaped(node.task())).append("\\n");
            text.append(escaped(node.state().name())).append("\"];\n");
        }
        for (var edge : edges) {
            text.append("  n").append(numbers.get(edge.from())).append(" -> n").append(numbers.get(edge.to()));
            text.append(dotStyle(edge.kind())).append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String dotStyle(Kind kind) {
        return switch (kind) {
            case NEXT -> "";
            case MEMBER -> " [style=dashed]";
            case LINK, CHILD -> " [style=dotted]";
        };
    }

    /** {@return the graph in the language of Mermaid} */
    public String toMermaid() {
        var numbers = numbers();
        var text = new StringBuilder("flowchart LR\n");
        for (var node : nodes) {
            text.append("  n").append(numbers.get(node.id())).append("[\"");
            text.append(node.task().replace("\"", "#quot;")).append("<br/>");
            text.append(node.state()).append("\"]\n");
        }
        for (var edge : edges) {
            text.append("  n").append(numbers.get(edge.from()));
            text.append(edge.kind() == Kind.NEXT ? " --> n" : " -.-> n");
            text.append(numbers.get(edge.to())).append('\n');
        }
        return text.toString();
    }

    private Map<String, Integer> numbers() {
        return IntStream.range(0, nodes.size())
                .boxed()
                .collect(Collectors.toMap(i -> nodes.get(i).id(), i -> i));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
