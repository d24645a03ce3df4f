package io.apium.engine.canvas;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that puts a canvas in its place. */
class ReplaceTest extends OnLaptop {

    @Test
    void theCanvasTakesTheTasksIdAndItsValueIsTheTasks() {
        works.replacement = () -> sig("twice", 21);
        var result = sent(sig("become", 1));

        assertThat(result.get(AT_ONCE)).isEqualTo(42);
        assertThat(result.attempts()).hasSize(2);
        assertThat(stored(result.id()).task()).isEqualTo("twice");
        assertThat(works.done).containsExactly("become[1]", "twice[21]");
    }

    @Test
    void anyCanvasCanBeTheReplacement() {
        works.replacement = () -> chain(sig("one"), sig("twice"));
        assertThat(run(sig("become", 1))).isEqualTo(2);
        works.replacement = () -> group(sig("one"), sig("twice", 2));
        assertThat(run(sig("become", 1))).isEqualTo(List.of(1, 4));
        works.replacement = () -> group();
        assertThat(run(sig("become", 1))).isEqualTo(List.of());
        works.replacement = () -> group(sig("one"), sig("twice", 2)).join(sig("sum"));
        assertThat(run(sig("become", 1))).isEqualTo(5);
        works.replacement = () -> chain(sig("one"), group(sig("twice"), sig("twice")));
        assertThat(run(sig("become", 1))).isEqualTo(List.of(2, 2));
    }

    @Test
    void aTaskThatIsCalledOnTheSpotCannotBeReplaced() {
        works.replacement = () -> group(sig("one"));

        assertThat(catchThrowable(() -> sig("become", 1).call()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Task 'become'")
                .hasMessageContaining("cannot be replaced");
        assertThat(sig("become", 1).apply().failure().orElseThrow().message()).contains("cannot be replaced");
    }

    @Test
    void itsWorkIsKeptAndTheReplacementSentWithIt() {
        works.replacement = () -> sig("one");
        sig("become", 1).delay();
        laptop.crash("apium");
        assertThat(works.done).isEmpty();

        laptop.work();
        assertThat(works.done).containsExactly("become[1]", "one");
    }

    @Test
    void theRestOfAChainFollowsTheReplacementWhereverItStands() {
        works.replacement = () -> chain(sig("one"), sig("twice"));

        assertThat(run(chain(sig("become", 1), sig("twice"), sig("twice")))).isEqualTo(8);
        assertThat(run(chain(sig("one"), sig("become"), sig("twice")))).isEqualTo(4);
        assertThat(run(chain(sig("one"), sig("become")))).isEqualTo(2);
        assertThat(run(chain(sig("become", 1), group(sig("twice"), sig("twice")), sig("sum"))))
                .isEqualTo(8);
        works.replacement = () -> sig("one");
        assertThat(run(chain(sig("become", 1), sig("twice")))).isEqualTo(2);
        works.replacement = () -> group(sig("one"), sig("one"));
        assertThat(run(chain(sig("one"), sig("become"), sig("sum")))).isEqualTo(2);
    }

    @Test
    void aMemberKeepsItsPlaceWhereverItStands() {
        for (var canvas : List.of(
                chain(sig("one"), sig("twice")),
                sig("twice", 1),
                group(sig("one"), sig("one")).join(sig("sum")))) {
            works.replacement = () -> canvas;

            assertThat(run(group(sig("become", 1), sig("same", "b"), sig("same", "c"))
                            .join(sig("same"))))
                    .isEqualTo(List.of(2, "b", "c"));
            assertThat(run(group(sig("same", "a"), sig("become", 1), sig("same", "c"))))
                    .isEqualTo(List.of("a", 2, "c"));
            assertThat(run(group(sig("same", "a"), chain(sig("one"), sig("become"), sig("twice")), sig("become", 1))
                            .join(sig("same"))))
                    .isEqualTo(List.of("a", 4, 2));
        }
        works.replacement = () -> group(sig("one"), sig("one"));
        assertThat(run(group(sig("become", 1), sig("one")).join(sig("same")))).isEqualTo(List.of(List.of(1, 1), 1));
        assertThat(run(group(sig("same", "a"), sig("become", 1), sig("same", "c"))))
                .isEqualTo(List.of("a", List.of(1, 1), "c"));
    }

    @Test
    void aMemberAndTheBodyOfANestedChordCanBeReplaced() {
        works.replacement =
                () -> group(sig("one"), chain(sig("one"), sig("twice"))).join(sig("sum"));
        var inner = group(sig("become", 1), sig("one")).join(sig("sum"));

        assertThat(run(group(inner, sig("one")).join(sig("same")))).isEqualTo(List.of(4, 1));
        assertThat(run(group(group(sig("one")).join(sig("become")), sig("one")).join(sig("same"))))
                .isEqualTo(List.of(3, 1));
    }

    @Test
    void theHeaderAndTheBodyOfAChordCanBeReplaced() {
        works.replacement = () -> chain(sig("one"), sig("twice"));

        assertThat(run(group(sig("become", 1), sig("become", 1))
                        .join(sig("become").link(sig("log")))))
                .isEqualTo(2);
        assertThat(works.done).contains("become[[2, 2]]", "log[2]");
    }

    @Test
    void aReplacementCanBeReplaced() {
        var left = new int[] {3};
        works.replacement = () -> left[0]-- > 0 ? sig("become", left[0]) : chain(sig("one"), sig("twice"));

        assertThat(run(chain(sig("become", 1), sig("twice")))).isEqualTo(4);
        left[0] = 2;
        works.replacement = () -> left[0]-- > 0 ? chain(sig("one"), sig("become")) : sig("twice", 5);
        assertThat(run(group(sig("become", 1), sig("one")).join(sig("same")))).isEqualTo(List.of(10, 1));
    }

    @Test
    void callbacksFollowTheReplacement() {
        works.replacement = () -> chain(sig("one"), sig("twice").link(sig("log")));
        run(sig("become", 1).link(sig("twice")).linkError(sig("failed")));

        assertThat(works.done).containsExactly("become[1]", "one", "twice[1]", "log[2]", "twice[2]");
    }

    @Test
    void callbacksOfAStepOrMemberFollowItsReplacementWhereverItStands() {
        works.replacement = () -> chain(sig("same", "new"), sig("same"));
        for (int place = 0; place < 3; place++) {
            var parts = new ArrayList<Canvas<?>>(
                    nCopies(3, sig("same").link(sig("alarm").immutable())));
            parts.set(place, sig("become").link(sig("log")));
            for (var canvas : List.of(
                    laptop.tasks().chain(parts),
                    laptop.tasks().group(parts),
                    laptop.tasks().chord(parts, sig("same")))) {
                works.done.clear();
                run(canvas.prepended("old"));

                assertThat(works.done).containsOnlyOnce("become[old]", "log[new]");
                assertThat(works.done).filteredOn("alarm"::equals).hasSize(2);
            }
        }
    }

    @Test
    void errorCallbacksOfAStepOrMemberFollowItsReplacementWhereverItStands() {
        works.replacement = () -> chain(sig("same", "new"), sig("fail"));
        for (int place = 0; place < 3; place++) {
            var parts = new ArrayList<Canvas<?>>(
                    nCopies(3, sig("same").linkError(sig("alarm").immutable())));
            parts.set(place, sig("become").linkError(sig("failed")));
            for (var canvas : List.of(
                    laptop.tasks().chain(parts),
                    laptop.tasks().group(parts),
                    laptop.tasks().chord(parts, sig("same")))) {
                works.done.clear();
                sent(canvas.prepended("old"));

                assertThat(works.done).containsOnlyOnce("failed[No new]").doesNotContain("alarm");
            }
        }
    }

    @Test
    void errorCallbacksOfTheTaskAreCalledWhicheverStepFails() {
        works.replacement = () -> chain(sig("fail", 1), sig("one").immutable());
        var result = sent(chain(sig("become", 1).linkError(sig("failed")), sig("same")));
        assertFailed(result, "No 1");
        assertThat(works.failures).extracting(FailedTask::task).containsExactly("fail");

        works.replacement = () -> group(sig("fail", 2), sig("one"));
        works.failures.clear();
        var chord = sent(group(sig("become", 1), sig("one")).join(sig("same").linkError(sig("failed"))));
        assertFailed(chord, "No 2");
        assertThat(works.failures).hasSize(1);
    }

    @Test
    void theLastStepMayBecomeATaskThatIgnoresItself() {
        works.replacement = () -> sig("skip", 1);

        assertThat(run(chain(sig("one"), sig("become")))).isNull();
    }

    @Test
    void anEmptyChainMakesTheTaskFail() {
        works.replacement = () -> chain();

        assertFailed(sent(sig("become", 1)), "empty chain");
    }

    @Test
    void theReplacementBelongsToTheWorkflowAndStandsInTheTasksPlace() {
        works.replacement = () -> chain(sig("see"), sig("see")).prepended("x");
        var result = sent(chain(sig("see", "x"), sig("become"), sig("see")));

        assertThat(works.seen)
                .extracting(Works.Seen::rootId)
                .containsOnly(works.seen.get(0).id());
        var parents = new ArrayList<String>();
        for (AsyncResult<?> part = laptop.tasks().result(result.id());
                part != null;
                part = part.parent().orElse(null)) {
            parents.add(part.id());
            assertThat(parents).doesNotHaveDuplicates();
        }
        assertThat(parents)
                .containsExactly(
                        works.seen.get(3).id(),
                        works.seen.get(2).id(),
                        works.seen.get(1).id(),
                        works.seen.get(0).id());
    }

    @Test
    void aReplacementMayBeRetriedAsOftenAsAnyTask() {
        class Stubborn {
            private int calls;

            @Task(name = "stubborn", maxRetries = 2, retryDelay = "PT0S")
            int stubborn(TaskContext context) {
                if (++calls <= 2) {
                    throw context.retry();
                }
                return calls;
            }
        }
        laptop.add(new Stubborn());
        works.act = context -> {
            if (context.attempt() == 0) {
                throw context.retry().countdown(AT_ONCE);
            }
            throw context.replace(sig("stubborn"));
        };

        assertThat(run(chain(sig("act"), sig("twice")))).isEqualTo(6);
    }

    @Test
    void aLeasedTaskCanBeReplaced() {
        class Leasers {
            @Task(name = "lease", execution = Execution.AT_LEAST_ONCE)
            int lease(TaskContext context) {
                throw context.replace(chain(sig("one"), sig("twice")));
            }
        }
        laptop.add(new Leasers());

        assertThat(run(group(sig("lease"), sig("one")).join(sig("sum")))).isEqualTo(3);
    }

    @Test
    void everyMessageDeliveredTwiceReplacesOnce() {
        works.replacement = () -> chain(sig("one"), sig("twice"));
        var result = group(sig("become", 1), sig("one")).join(sig("sum")).delay();
        workTwice();

        assertThat(result.get(AT_ONCE)).isEqualTo(3);
        assertThat(works.done).containsOnlyOnce("become[1]", "twice[1]", "sum[[2, 1]]");
    }

    @Test
    void whatATaskInTheCallersThreadReplacesItselfWithIsRefused() {
        works.replacement = () -> sig("one");

        assertThat(catchThrowable(() -> sig("become", 1).apply().get())).hasMessageContaining("replace");
    }
}
