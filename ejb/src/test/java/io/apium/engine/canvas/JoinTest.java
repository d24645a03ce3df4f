package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.engine.Background;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What joins do that are seen late, fail, are opened again, or are not needed any more. */
class JoinTest extends OnLaptop {

    private StoredJoin join(String id) {
        return laptop.join(id).orElseThrow();
    }

    private static <R> Canvas<R> id(String id, Canvas<R> canvas) {
        return canvas.set(o -> o.taskId(id));
    }

    /** {@return the value of a workflow that has been run on} What it was before is remembered by the old result. */
    private @Nullable Object again(AsyncResult<?> result) {
        return laptop.tasks().result(result.id()).get(AT_ONCE);
    }

    @Test
    void aMemberWhoseGroupCannotBeSeenYetWaitsForIt() {
        var chord = group(sig("one"), sig("one")).then(sig("sum")).delay();
        laptop.hideJoins(true);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(chord.state()).isEqualTo(TaskState.PENDING);
        assertThat(works.done).isEmpty();
        assertThat(laptop.messages("apium.dead")).isEmpty();

        laptop.hideJoins(false);
        pass(Duration.ofMinutes(1));

        assertThat(chord.get(AT_ONCE)).isEqualTo(2);
        assertThat(works.done).containsExactlyInAnyOrder("one", "one", "sum[[1, 1]]");
    }

    @Test
    void aMemberThatFailsWaitsForItsGroupToo() {
        var chord = group(sig("fail", 1), sig("one")).then(sig("sum")).delay();
        laptop.hideJoins(true);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMinutes(1));
        }
        assertThat(chord.state()).isEqualTo(TaskState.PENDING);

        laptop.hideJoins(false);
        pass(Duration.ofMinutes(1));

        assertFailed(chord, "No 1");
    }

    @Test
    void aLeasedMemberWaitsForItsGroupToo() {
        var chord = group(sig("slow", 1), sig("slow", 2)).then(sig("sum")).delay();
        laptop.hurry(1000);
        laptop.hideJoins(true);
        laptop.work();
        assertThat(chord.state()).isEqualTo(TaskState.PENDING);

        laptop.hideJoins(false);
        Background.await(() -> laptop.messages("apium").size() == 1);
        laptop.work();

        assertThat(chord.get(AT_ONCE)).isEqualTo(3);
    }

    @Test
    void aMemberThatEndsAfterTheFailureCountsWhenTheWorkflowIsRunOn() {
        works.timesToFail = 1;
        var chord = chain(id("g", group(sig("fail", 3), sig("retry", 5))), sig("sum"))
                .delay();
        laptop.work();
        assertThat(chord.state()).isEqualTo(TaskState.FAILURE);
        pass(Duration.ofMinutes(2));
        assertThat(works.done).contains("retry[5]");

        assertThat(laptop.tasks().workflow("g").retryFailed()).hasSize(1);
        laptop.work();

        assertThat(again(chord)).isEqualTo(12);
        assertThat(works.done).containsOnlyOnce("sum[[7, 5]]");
    }

    @Test
    void aMemberThatRunsWhileTheWorkflowIsRunOnCountsToo() {
        works.timesToFail = 1;
        var chord = chain(id("g", group(sig("fail", 3), sig("retry", 5))), sig("sum"))
                .delay();
        laptop.work();

        laptop.tasks().workflow("g").retryFailed();
        laptop.work();
        assertThat(chord.state()).isEqualTo(TaskState.PENDING);
        pass(Duration.ofMinutes(2));

        assertThat(chord.get(AT_ONCE)).isEqualTo(12);
    }

    @Test
    void allThatFailedMustSucceedBeforeTheBodyRuns() {
        works.timesToFail = 3;
        var chord = chain(id("g", group(sig("fail", 1), sig("fail", 2), sig("one"))), sig("sum"))
                .delay();
        laptop.work();

        laptop.tasks().workflow("g").retryFailed();
        laptop.work();
        assertThat(chord.state()).isEqualTo(TaskState.FAILURE);
        laptop.tasks().workflow("g").retryFailed();
        laptop.work();

        assertThat(again(chord)).isEqualTo(15);
        assertThat(works.done).containsOnlyOnce("sum[[7, 7, 1]]");
    }

    @Test
    void aLargeGroupIsRunOn() {
        works.timesToFail = 40;
        var members = IntStream.range(0, 100)
                .<Canvas<?>>mapToObj(i -> i % 2 == 0 ? sig("fail", i) : sig("one"))
                .toArray(Canvas<?>[]::new);
        var chord = chain(id("g", group(members)), sig("sum")).delay();
        laptop.work();
        assertThat(chord.state()).isEqualTo(TaskState.FAILURE);

        assertThat(laptop.tasks().workflow("g").retryFailed()).hasSize(40);
        laptop.work();

        assertThat(again(chord)).isEqualTo(50 * 7 + 50);
    }

    @Test
    void aFailureInANestedGroupIsRunOnOutwards() {
        works.timesToFail = 1;
        var chord = chain(id("g", group(chain(group(sig("fail", 3), sig("one")), sig("sum")), sig("one"))), sig("sum"))
                .delay();
        laptop.work();
        assertThat(chord.state()).isEqualTo(TaskState.FAILURE);

        laptop.tasks().workflow("g").retryFailed();
        laptop.work();

        assertThat(again(chord)).isEqualTo(9);
    }

    @Test
    void whatATolerantGroupHasTakenForAnOutcomeIsNotRunAgain() {
        var chord = chain(
                        id(
                                "g",
                                group(sig("fail", 1), chain(group(sig("fail", 2)), sig("sum")), sig("one"))
                                        .tolerateFailures()),
                        sig("outcomes"))
                .delay();
        laptop.work();
        assertThat(chord.get(AT_ONCE))
                .isEqualTo(List.of(
                        "FAILURE null Optional[No 1]", "FAILURE null Optional[No 2]", "SUCCESS 1 Optional.empty"));

        assertThat(laptop.tasks().workflow("g").retryFailed()).isEmpty();
    }

    @Test
    void anAttemptThatFailedStaysDecidedWhenItsTaskRunsAgain() {
        works.timesToFail = 1;
        var chain = chain(id("a", sig("fail", 1)), sig("twice")).delay();
        assertThat(laptop.deliver("apium")).isTrue();
        // The broker still has the message of the attempt that has failed.
        laptop.tasks().workflow("a").retryFailed();

        laptop.work();

        assertThat(chain.get(AT_ONCE)).isEqualTo(14);
        assertThat(works.called).containsExactly("fail[1]", "fail[1]", "twice[7]");
        assertThat(laptop.tasks().result("a").attempts()).hasSize(2);
    }

    @Test
    void theValuesOfAGroupAreKeptUntilAllMembersOfTheNextHaveTakenThem() {
        chain(id("a", group(sig("one"), sig("one"))), id("b", group(sig("sum"), sig("retry"))), sig("same"))
                .delay();
        laptop.work();
        assertThat(join("a").expiresAt()).isNull();

        pass(Duration.ofMinutes(2));

        assertThat(join("a").expiresAt()).isNotNull();
        assertThat(join("b").expiresAt()).isNotNull();
    }

    @Test
    void theValuesThatNobodyTakesAreNotKeptForEver() {
        run(chain(id("a", group(sig("one"), sig("one"))), sig("one").immutable()));
        assertThat(join("a").expiresAt()).isNotNull();

        laptop.removeQueue("gone");
        sent(chain(id("b", group(sig("one"))), sig("sum").set(o -> o.queue("gone"))));
        assertThat(join("b").expiresAt()).isNotNull();
    }

    @Test
    void aGroupThatHasFailedIsKeptUntilItsLastMemberHasEnded() {
        chain(id("a", group(sig("fail", 1), sig("retry", 1))), sig("sum")).delay();
        laptop.work();
        assertThat(join("a").state()).isEqualTo(State.FAILED);
        assertThat(join("a").expiresAt()).isNull();

        pass(Duration.ofMinutes(2));

        assertThat(join("a").state()).isEqualTo(State.FAILED);
        assertThat(join("a").expiresAt()).isNotNull();
    }

    @Test
    void anErrorCallbackThatCannotBeSentKeepsNeitherTheFailureNorOtherCallbacks() {
        laptop.removeQueue("gone");
        var chain = sent(chain(
                id("a", sig("fail", 1))
                        .linkError(sig("failed").set(o -> o.queue("gone")))
                        .linkError(sig("failed")),
                sig("twice")));

        assertFailed(chain, "No 1");
        assertThat(works.failures).hasSize(1);
        var callbacks = laptop.tasks().result("a").children();
        assertThat(callbacks).extracting(AsyncResult::state).containsExactly(TaskState.FAILURE, TaskState.SUCCESS);
        assertFailed(callbacks.get(0), "gone");
    }

    @Test
    void allStepsOfAnErrorCallbackThatCannotBeSentFail() {
        laptop.removeQueue("gone");
        var chord = sent(id("g", group(sig("fail", 1), sig("one")))
                .linkError(chain(group(sig("failed").set(o -> o.queue("gone"))), sig("same")))
                .then(sig("sum")));

        assertFailed(chord, "No 1");
        var callback = laptop.tasks().result("g").children().get(0);
        assertThat(callback.state()).isEqualTo(TaskState.FAILURE);
        assertThat(laptop.tasks().workflow("g").graph().nodes())
                .allMatch(node -> node.state().isTerminal());
    }
}
