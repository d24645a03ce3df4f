package io.apium.engine.canvas;

import static io.apium.TaskState.FAILURE;
import static io.apium.TaskState.PENDING;
import static io.apium.TaskState.REVOKED;
import static io.apium.TaskState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.TaskFailedException;
import io.apium.TaskFailure.Culprit;
import io.apium.TaskRevokedException;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a canvas of which somebody has revoked a part. */
class RevokedMemberTest extends OnLaptop {

    private static <R> Canvas<R> id(String id, Canvas<R> canvas) {
        return canvas.set(o -> o.taskId(id));
    }

    private <R> AsyncResult<R> sentAndRevoked(Canvas<R> canvas, String... ids) {
        var result = canvas.delay();
        List.of(ids).forEach(id -> laptop.tasks().result(id).revoke());
        laptop.work();
        return result;
    }

    /** {@return so many members with the ids m0, m1, …} */
    private List<Canvas<Object>> members(int size) {
        return IntStream.range(0, size).mapToObj(i -> id("m" + i, sig("one"))).toList();
    }

    @Test
    void itFailsTheBodyAndTellsTheCallbacksOfTheGroupOnce() {
        var result = sentAndRevoked(
                group(
                                id("m", sig("one").linkError(sig("log"))),
                                sig("one"),
                                id("n", sig("one").linkError(sig("log"))))
                        .set(o -> o.taskId("header"))
                        .linkError(sig("failed"))
                        .join(id("body", sig("sum").linkError(sig("alarm").immutable()))),
                "m",
                "n");

        assertThat(states("m", "n", "header", "body")).containsExactly(REVOKED, REVOKED, FAILURE, FAILURE);
        assertThat(result.failure().orElseThrow().type()).isEqualTo(TaskRevokedException.class.getName());
        assertThat(result.failure().orElseThrow().message()).isEqualTo("somebody has revoked it");
        assertThat(result.failure().orElseThrow().culprit()).contains(new Culprit("one", "m"));
        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("because 'one' m failed")
                .hasMessageContaining("somebody has revoked it");
        assertThat(works.called).containsExactlyInAnyOrder("one", "failed[somebody has revoked it]", "alarm");
        assertThat(works.failures).extracting(FailedTask::id).containsExactly("header");
        assertThat(works.failures.get(0).causes()).extracting(FailedTask::id).containsExactly("m");
    }

    @Test
    void aStepOfAMemberEndsTheStepsAfterItAndTheGroup() {
        var result = sentAndRevoked(
                group(chain(id("a", sig("one")), id("b", sig("twice")), id("c", sig("twice"))), sig("one"))
                        .join(sig("sum").linkError(sig("failed"))),
                "b");

        assertThat(states("a", "b", "c")).containsExactly(SUCCESS, REVOKED, REVOKED);
        assertThat(result.failure().orElseThrow().culprit()).contains(new Culprit("twice", "b"));
        assertThat(works.failures).hasSize(1);
        assertThat(works.called).containsExactlyInAnyOrder("one", "one", "failed[somebody has revoked it]");
    }

    @Test
    void aMemberThatWaitsForAnotherAttemptFailsItsGroup() {
        var result =
                group(id("m", sig("retry", 1)), sig("one")).join(sig("sum")).delay();
        laptop.work();
        laptop.tasks().result("m").revoke();
        laptop.tick();
        assertThat(result.state()).isEqualTo(PENDING);
        pass(Duration.ofMinutes(1));

        assertThat(state("m")).isEqualTo(REVOKED);
        assertFailed(result, "somebody has revoked it");
        assertThat(works.called).containsExactly("retry[1]", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "frail"})
    void aLeasedMemberFailsItsGroup(String task) {
        var result = sentAndRevoked(group(id("m", sig(task, 1)), sig("one")).join(sig("sum")), "m");

        assertThat(state("m")).isEqualTo(REVOKED);
        assertFailed(result, "somebody has revoked it");
        assertThat(works.called).containsExactly("one");
    }

    @Test
    void aTolerantGroupTakesItForAnOutcome() {
        var result = sentAndRevoked(
                group(id("m", sig("one")), sig("one"), chain(id("a", sig("one")), sig("twice")))
                        .tolerateFailures()
                        .linkError(sig("failed"))
                        .join(sig("outcomes")),
                "m",
                "a");

        assertThat((List<?>) result.get(AT_ONCE)).hasSize(3).satisfies(outcomes -> {
            assertThat(outcomes.get(0)).isEqualTo("REVOKED null Optional[somebody has revoked it]");
            assertThat(outcomes.get(1)).isEqualTo("SUCCESS 1 Optional.empty");
            assertThat((String) outcomes.get(2))
                    .startsWith("REVOKED null Optional['one' a, which it was to follow,")
                    .contains("somebody has revoked it");
        });
        assertThat(works.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 60, 120})
    void aMemberOfALargeGroupFailsIt(int size) {
        var result = sentAndRevoked(
                laptop.tasks()
                        .group(members(size))
                        .linkError(sig("failed"))
                        .set(o -> o.taskId("header"))
                        .join(sig("sum")),
                "m1",
                "m" + (size - 1));

        assertFailed(result, "somebody has revoked it");
        assertThat(works.failures).hasSize(1);
        assertThat(works.done).hasSize(size - 1);
        assertThat(laptop.tasks().groupResult("header").ready()).isTrue();
        assertThat(laptop.join("header").orElseThrow().expiresAt()).isNotNull();
    }

    @Test
    void aTolerantLargeGroupTakesItForAnOutcome() {
        var result = sentAndRevoked(
                laptop.tasks().group(members(40)).tolerateFailures().join(sig("outcomes")), "m0", "m39");

        assertThat((List<?>) result.get(AT_ONCE)).hasSize(40).satisfies(outcomes -> {
            assertThat(outcomes.get(0)).isEqualTo("REVOKED null Optional[somebody has revoked it]");
            assertThat(outcomes.get(38)).isEqualTo("SUCCESS 1 Optional.empty");
            assertThat(outcomes.get(39)).isEqualTo("REVOKED null Optional[somebody has revoked it]");
        });
    }

    @Test
    void aNestedGroupFailsTheOneAroundIt() {
        var inner = group(id("m", sig("one")), sig("one"))
                .set(o -> o.taskId("inner"))
                .linkError(sig("failed"));
        var result = sentAndRevoked(
                group(inner, sig("one"))
                        .set(o -> o.taskId("outer"))
                        .linkError(sig("failed"))
                        .join(sig("same")),
                "m");

        assertThat(states("m", "inner", "outer")).containsExactly(REVOKED, FAILURE, FAILURE);
        assertFailed(result, "somebody has revoked it");
        assertThat(result.failure().orElseThrow().culprit()).contains(new Culprit("one", "m"));
        assertThat(works.failures).extracting(FailedTask::id).containsExactlyInAnyOrder("inner", "outer");
    }

    @Test
    void aBodyIsNotCalledAndTheValuesAreNotKeptForEver() {
        var result = sentAndRevoked(
                group(sig("one"), sig("one"))
                        .set(o -> o.taskId("header"))
                        .join(chain(id("body", sig("sum")), id("next", sig("twice"))))
                        .linkError(sig("failed")),
                "body");

        assertThat(states("header", "body", "next")).containsExactly(SUCCESS, REVOKED, REVOKED);
        assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(TaskRevokedException.class);
        assertThat(works.called).containsExactly("one", "one");
        assertThat(laptop.join("header").orElseThrow().expiresAt()).isNotNull();
    }

    @Test
    void aCallbackIsNotCalledAndChangesNothingElse() {
        var result = sentAndRevoked(
                chain(
                        sig("one")
                                .link(chain(
                                        id("a", sig("log")),
                                        id("b", sig("alarm").immutable()))),
                        sig("twice")),
                "a");

        assertThat(states("a", "b")).containsExactly(REVOKED, REVOKED);
        assertThat(result.get(AT_ONCE)).isEqualTo(2);
        assertThat(works.called).containsExactlyInAnyOrder("one", "twice[1]");
    }

    @Test
    void anErrorCallbackIsNotCalled() {
        var result = sig("fail", 1).linkError(sig("failed")).delay();
        deliver(1);
        var callback = result.children().get(0);
        callback.revoke();
        laptop.tick();
        laptop.work();

        assertThat(callback.state()).isEqualTo(REVOKED);
        assertThat(works.failures).isEmpty();
    }

    @Test
    void everyMessageDeliveredTwiceCountsOnce() {
        var result = group(id("m", sig("one")), sig("one"), id("n", sig("one")))
                .linkError(sig("failed"))
                .join(sig("sum"))
                .delay();
        laptop.tasks().result("m").revoke();
        laptop.tasks().result("n").revoke();
        workTwice();

        assertFailed(result, "somebody has revoked it");
        assertThat(works.done).containsExactly("one", "failed[somebody has revoked it]");
    }
}
