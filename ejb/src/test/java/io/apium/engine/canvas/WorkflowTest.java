package io.apium.engine.canvas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.AsyncResult;
import io.apium.TaskState;
import io.apium.WorkflowGraph;
import io.apium.WorkflowGraph.Edge;
import io.apium.WorkflowGraph.Kind;
import io.apium.WorkflowGraph.Node;
import io.apium.canvas.Canvas;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Workflows as data. */
class WorkflowTest extends OnLaptop {

    private Canvas<?> id(String id, Canvas<?> canvas) {
        return canvas.set(o -> o.taskId(id));
    }

    private WorkflowGraph graph(String rootId) {
        var workflow = laptop.tasks().workflow(rootId);
        assertThat(workflow.rootId()).isEqualTo(rootId);
        return workflow.graph();
    }

    private TaskState state(WorkflowGraph graph, String id) {
        return graph.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void allPartsAreKnownWhenTheCanvasIsSent() {
        chain(
                        id("a", sig("one").link(id("l", sig("log")))),
                        id("g", group(id("b", sig("twice")), chain(id("c", sig("twice")), id("d", sig("twice"))))),
                        id("e", sig("sum")))
                .delay();
        var graph = graph("a");

        assertThat(graph.rootId()).isEqualTo("a");
        assertThat(graph.nodes())
                .extracting(Node::id, Node::task, Node::state)
                .containsExactlyInAnyOrder(
                        tuple("a", "one", TaskState.PENDING),
                        tuple("l", "log", TaskState.PENDING),
                        tuple("g", "apium.group", TaskState.PENDING),
                        tuple("b", "twice", TaskState.PENDING),
                        tuple("c", "twice", TaskState.PENDING),
                        tuple("d", "twice", TaskState.PENDING),
                        tuple("e", "sum", TaskState.PENDING));
        assertThat(graph.edges())
                .containsExactlyInAnyOrder(
                        new Edge("a", "l", Kind.LINK),
                        new Edge("a", "g", Kind.NEXT),
                        new Edge("g", "b", Kind.MEMBER),
                        new Edge("g", "c", Kind.MEMBER),
                        new Edge("c", "d", Kind.NEXT),
                        new Edge("g", "e", Kind.NEXT));
    }

    @Test
    void nodesShowStatesAndTimes() {
        works.act = context -> {
            laptop.clock().advance(Duration.ofSeconds(5));
            return 1;
        };
        chain(
                        id("a", sig("act")),
                        id("b", sig("retry")),
                        id("c", sig("fail")),
                        id("d", sig("one").immutable()))
                .delay();
        var start = laptop.clock().instant();
        laptop.work();
        assertThat(state(graph("a"), "b")).isEqualTo(TaskState.RETRY);
        pass(Duration.ofMinutes(1));

        var graph = graph("a");
        assertThat(graph.nodes())
                .extracting(Node::id, Node::state)
                .containsExactlyInAnyOrder(
                        tuple("a", TaskState.SUCCESS),
                        tuple("b", TaskState.SUCCESS),
                        tuple("c", TaskState.FAILURE),
                        tuple("d", TaskState.FAILURE));
        var first = graph.nodes().get(0);
        assertThat(first.startedAt()).isEqualTo(start);
        assertThat(first.endedAt()).isEqualTo(start.plusSeconds(5));
        assertThat(requireNonNull(graph.nodes().get(2).failure()).message()).isEqualTo("No 1");
    }

    @Test
    void aGroupThatToleratesFailuresHasNotFailed() {
        id("g", group(id("b", sig("fail", 1)), id("c", sig("one"))).tolerateFailures())
                .delay();
        assertThat(state(graph("g"), "g")).isEqualTo(TaskState.PENDING);

        laptop.work();

        assertThat(state(graph("g"), "b")).isEqualTo(TaskState.FAILURE);
        assertThat(state(graph("g"), "g")).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void itIsTextForGraphvizAndMermaid() {
        chain(
                        id("a", sig("one")),
                        id("g", group(id("b", sig("twice")))),
                        id("c", sig("sum").link(sig("log"))))
                .delay();
        var graph = graph("a");

        assertThat(graph.toDot()).isEqualTo("""
                        digraph workflow {
                          n0 [label="one\\nPENDING"];
                          n1 [label="apium.group\\nPENDING"];
                          n2 [label="twice\\nPENDING"];
                          n3 [label="sum\\nPENDING"];
                          n4 [label="log\\nPENDING"];
                          n0 -> n1;
                          n1 -> n2 [style=dashed];
                          n1 -> n3;
                          n3 -> n4 [style=dotted];
                        }
                        """);
        assertThat(graph.toMermaid()).isEqualTo("""
                        flowchart LR
                          n0["one<br/>PENDING"]
                          n1["apium.group<br/>PENDING"]
                          n2["twice<br/>PENDING"]
                          n3["sum<br/>PENDING"]
                          n4["log<br/>PENDING"]
                          n0 --> n1
                          n1 -.-> n2
                          n1 --> n3
                          n3 -.-> n4
                        """);
    }

    @Test
    void namesWithQuotesDoNotBreakTheText() {
        var graph =
                new WorkflowGraph("a", List.of(new Node("a", "\"\\", TaskState.PENDING, null, null, null)), List.of());

        assertThat(graph.toDot()).contains("[label=\"\\\"\\\\\\nPENDING\"]");
        assertThat(graph.toMermaid()).contains("[\"#quot;\\<br/>PENDING\"]");
    }

    @Test
    void whatTasksSendBelongsToTheirWorkflow() {
        works.act = context -> {
            id("x", sig("one")).delay();
            chain(id("y", sig("one")), id("z", sig("twice"))).delay();
            id("g", group(sig("one"), sig("one"))).delay();
            return 1;
        };
        var result = sent(id("a", sig("act")));
        var graph = graph("a");

        assertThat(graph.nodes()).hasSize(7).allMatch(node -> node.state().equals(TaskState.SUCCESS));
        assertThat(graph.edges())
                .contains(
                        new Edge("a", "x", Kind.CHILD),
                        new Edge("a", "y", Kind.CHILD),
                        new Edge("y", "z", Kind.NEXT),
                        new Edge("a", "g", Kind.CHILD));
        assertThat(result.children()).extracting(AsyncResult::id).containsExactly("x", "y", "g");
        assertThat(result.children().get(2).get(AT_ONCE)).isEqualTo(List.of(1, 1));
        assertThat(stored("x").parentId()).isEqualTo("a");
        assertThat(stored("x").rootId()).isEqualTo("a");
    }

    @Test
    void theGraphAsksOnceForEachGenerationOfWhatTasksHaveSent() {
        works.act = context -> {
            context.parentId().ifPresentOrElse(parent -> sig("one").delay(), () -> {
                sig("act").delay();
                sig("act").delay();
            });
            return 1;
        };
        var id = sent(sig("act")).id();

        assertThat(laptop.statements(() ->
                        assertThat(laptop.tasks().workflow(id).graph().nodes()).hasSize(5)))
                .containsExactly("findEnds", "plan", "findEnds", "findEnds", "findEnds");
    }

    @Test
    void whatATaskSendsIsSentByItsCommit() {
        works.act = context -> {
            chain(sig("one"), sig("twice")).delay();
            group(sig("one"), sig("one")).join(sig("sum")).delay();
            if (context.attempt() == 0) {
                throw context.retry().countdown(AT_ONCE);
            }
            return 1;
        };
        sig("act").delay();
        laptop.crash("apium");
        laptop.work();

        assertThat(works.done).containsExactlyInAnyOrder("act", "one", "twice[1]", "one", "one", "sum[[1, 1]]");
    }

    @Test
    void whatATaskThatFailsHasSentIsNoChild() {
        works.act = context -> {
            sig("one").delay();
            throw new IllegalStateException("no");
        };

        assertThat(sent(sig("act")).children()).isEmpty();
        assertThat(works.called).doesNotContain("one");
    }

    @Test
    void aThousandChildrenAreRemembered() {
        works.act = context -> {
            IntStream.range(0, 1001)
                    .forEach(i -> sig("quick", i)
                            .set(o -> o.countdown(Duration.ofMinutes(1)))
                            .delay());
            return 1;
        };
        sig("act").delay();
        deliver(1);

        assertThat(laptop.messages("apium")).hasSize(1001);
        assertThat(works.called).hasSize(1);
        assertThat(stored(property(laptop.messages("apium").get(0), "apium_root"))
                        .children())
                .hasSize(1000);
    }

    @Test
    void errorCallbacksAndReplacementsAreInTheGraph() {
        works.replacement = () -> chain(id("r", sig("one")), sig("fail"));
        sent(chain(
                id("a", sig("one")),
                id("b", sig("become")).linkError(chain(sig("failed"), sig("log"))),
                id("c", sig("same"))));
        var graph = graph("a");

        assertThat(graph.nodes())
                .extracting(Node::task)
                .containsExactlyInAnyOrder("one", "one", "fail", "same", "failed", "log");
        assertThat(graph.edges()).contains(new Edge("r", "b", Kind.NEXT), new Edge("a", "r", Kind.NEXT));
        assertThat(graph.edges())
                .filteredOn(edge -> edge.kind() == Kind.CHILD)
                .singleElement()
                .satisfies(edge -> assertThat(edge.from()).isEqualTo("b"));
        assertThat(graph.nodes()).allMatch(node -> node.state().isTerminal());
    }

    @Test
    void addedMembersAreInTheGraph() {
        works.act = context -> {
            context.addToChord(sig("twice", 1));
            return 1;
        };
        sent(id("g", group(id("a", sig("act")))).then(sig("sum")));
        var graph = graph("g");

        assertThat(graph.edges()).filteredOn(edge -> edge.kind() == Kind.MEMBER).hasSize(2);
        assertThat(graph.nodes())
                .extracting(Node::task)
                .containsExactlyInAnyOrder("apium.group", "act", "twice", "sum");
    }

    @Test
    void aLoneTaskIsAWorkflowOfOne() {
        sent(id("a", sig("one")));

        assertThat(graph("a").nodes()).extracting(Node::id).containsExactly("a");
        assertThat(graph("unknown").nodes()).isEmpty();
        assertThat(graph("unknown").edges()).isEmpty();
    }
}
