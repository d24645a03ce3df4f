package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.TaskFailedException;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanvasTest {

    private final Laptop laptop = new Laptop();
    private final Sums sums = laptop.add(new Sums(laptop.tasks()));

    @AfterEach
    void close() {
        laptop.close();
    }

    private Canvas<?> sig(String task, @Nullable Object... args) {
        return laptop.tasks().signature(task, args);
    }

    private Canvas<?> chain(Canvas<?>... steps) {
        return laptop.tasks().chain(steps);
    }

    private Canvas<?> group(Canvas<?>... members) {
        return laptop.tasks().group(members);
    }

    private @Nullable Object run(Canvas<?> canvas) {
        return result(canvas).get(Duration.ZERO);
    }

    private AsyncResult<?> result(Canvas<?> canvas) {
        var result = canvas.delay();
        laptop.work();
        return result;
    }

    @Test
    void aChainHandsEachValueOn() {
        assertThat(run(chain(sig("add", 1, 2), sig("add", 4), sig("twice")))).isEqualTo(14);
        assertThat(laptop.tasks()
                        .signature(Sums::add, 1, 2)
                        .then(Sums::add, 4)
                        .then(Sums::twice)
                        .delay())
                .isNotNull();
    }

    @Test
    void aGroupReturnsAListInOrder() {
        assertThat(run(group(sig("add", 1, 2), sig("twice", 5), sig("one")))).isEqualTo(List.of(3, 10, 1));
        assertThat(run(group(sig("one")))).isEqualTo(List.of(1));
        assertThat(run(group())).isEqualTo(List.of());
    }

    @Test
    void aChordsBodyTakesTheList() {
        assertThat(run(laptop.tasks().group(List.of(1, 2, 3), Sums::twice).join(Sums::sum)))
                .isEqualTo(12);
        assertThat(run(laptop.tasks().group(List.<Integer>of(), Sums::twice).join(Sums::sum)))
                .isEqualTo(0);
    }

    @Test
    void aGroupIsAStepOfAChain() {
        assertThat(run(chain(sig("add", 5, 6), group(sig("add", 1), chain(sig("add", 2))), sig("sum"), sig("twice"))))
                .isEqualTo(50);
        assertThat(run(chain(sig("one"), group(sig("twice"), sig("add", 9))))).isEqualTo(List.of(2, 10));
    }

    @Test
    void aGroupFollowsAGroup() {
        assertThat(run(chain(group(sig("one"), sig("twice", 2)), group(sig("sum"), sig("same")), sig("same"))))
                .isEqualTo(List.of(5, List.of(1, 4)));
    }

    @Test
    void groupsNest() {
        assertThat(run(chain(
                        group(group(sig("one"), group()), chain(sig("one"), group(sig("twice"), sig("twice")))),
                        sig("same"))))
                .isEqualTo(List.of(List.of(1, List.of()), List.of(2, 2)));
        assertThat(run(group(group(sig("one"), sig("one")), sig("one")))).isEqualTo(List.of(List.of(1, 1), 1));
    }

    @Test
    void aLargeChordAndALongChain() {
        assertThat(run(laptop.tasks()
                        .group(IntStream.range(0, 300).boxed(), Sums::twice)
                        .join(Sums::sum)))
                .isEqualTo(299 * 300);
        assertThat(run(laptop.tasks()
                        .chain(Stream.concat(
                                        Stream.of(sig("one")),
                                        Stream.generate(() -> sig("add", 1)).limit(199))
                                .toList())))
                .isEqualTo(200);
    }

    @Test
    void aFailureEndsTheRestOfAChain() {
        var chain = chain(sig("one"), sig("fail"), sig("twice"), group(sig("twice"), sig("twice")), sig("same"))
                .linkError(sig("failed"));
        var result = result(chain);

        assertThatThrownBy(() -> result.get(Duration.ZERO))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("No 1");
        assertThat(sums.failures).hasSize(1);
        assertThat(sums.failures.get(0).task()).isEqualTo("fail");
        assertThat(states(result))
                .containsExactly(
                        TaskState.SUCCESS, TaskState.FAILURE, TaskState.FAILURE, TaskState.FAILURE, TaskState.FAILURE);
    }

    private List<TaskState> states(AsyncResult<?> last) {
        return Stream.<AsyncResult<?>>iterate(
                        last, r -> r != null, r -> r.parent().orElse(null))
                .map(AsyncResult::state)
                .sorted((a, b) -> b.name().compareTo(a.name()))
                .toList();
    }

    @Test
    void aFailureFailsAChordAtOnce() {
        var result = result(laptop.tasks()
                .chord(
                        List.of(sig("one"), sig("fail", 3), sig("one")),
                        sig("sum").linkError(sig("failed"))));

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure().orElseThrow().message()).isEqualTo("No 3");
        assertThat(sums.called).doesNotContain("sum").containsOnlyOnce("failed");
        assertThat(sums.failures.get(0).causes()).hasSize(1);
    }

    @Test
    void outcomesInsteadOfValues() {
        assertThat(run(laptop.tasks()
                        .group(List.of(1, 2), Sums::twice)
                        .tolerateFailures()
                        .join(Sums::outcomes)))
                .isEqualTo(List.of("SUCCESS 2", "SUCCESS 4"));
        assertThat(run(laptop.tasks()
                        .<Integer>group(List.of(
                                laptop.tasks().signature(Sums::fail, 1),
                                laptop.tasks().signature(Sums::twice, 2)))
                        .tolerateFailures()
                        .join(Sums::outcomes)))
                .isEqualTo(List.of("FAILURE null", "SUCCESS 4"));
    }

    @Test
    void ignoring() {
        assertThat(run(chain(group(sig("skip", 1), sig("one")), sig("sum")))).isEqualTo(1);
        var result = result(chain(sig("skip", 1), sig("one").immutable()));
        assertThatThrownBy(() -> result.get(Duration.ZERO)).isInstanceOf(TaskRevokedException.class);
    }

    @Test
    void replacing() {
        sums.replacement =
                () -> laptop.tasks().group(List.of(1, 2), Sums::twice).join(Sums::sum);
        assertThat(run(chain(sig("become", 1), sig("twice")))).isEqualTo(12);
        assertThat(run(chain(group(sig("become", 1), sig("one")), sig("same")))).isEqualTo(List.of(6, 1));
        sums.replacement = () -> laptop.tasks().group(List.of(1, 2), Sums::twice);
        assertThat(run(chain(group(sig("become", 1), sig("one")), sig("same")))).isEqualTo(List.of(List.of(2, 4), 1));
    }

    @Test
    void maps() {
        assertThat(run(laptop.tasks().map(List.of(1, 2, 3), Sums::twice))).isEqualTo(List.of(2, 4, 6));
        assertThat(run(laptop.tasks().chunks(List.of(1, 2, 3), 2, Sums::twice)))
                .isEqualTo(List.of(List.of(2, 4), List.of(6)));
        assertThat(run(laptop.tasks().signature("add").starmap(List.of(List.of(1, 2), List.of(3, 4)))))
                .isEqualTo(List.of(3, 7));
    }

    @Test
    void retriesAFailedWorkflow() {
        sums.timesToFail = 1;
        var result = result(laptop.tasks().chord(List.of(sig("one"), sig("fail", 3)), sig("sum")));
        assertThat(result.failed()).isTrue();
        var root = sums.failures.isEmpty()
                ? laptop.result(result.id()).orElseThrow().rootId()
                : "";

        assertThat(laptop.tasks().workflow(root).retryFailed()).hasSize(1);
        laptop.work();

        assertThat(laptop.tasks().result(result.id()).get(Duration.ZERO)).isEqualTo(8);
        var graph = laptop.tasks().workflow(root).graph();
        assertThat(graph.toMermaid()).contains("sum");
        assertThat(graph.nodes()).hasSize(4).allMatch(node -> node.state().equals(TaskState.SUCCESS));
    }

    @Test
    void roundTrip() {
        var canvas = chain(sig("one"), group(sig("twice").link(sig("log")), sig("add", 2)), sig("sum"));
        var json = canvas.toJson();
        assertThat(laptop.tasks().canvas(json).toJson()).isEqualTo(json);
        assertThat(run(laptop.tasks().canvas(json))).isEqualTo(5);
        assertThat(sums.called).contains("log 2");
    }
}
