package io.apium.engine.canvas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.awaitility.Awaitility.await;

import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.Progress;
import io.apium.ResultTimeoutException;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.canvas.Group;
import io.apium.canvas.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupResultTest extends OnLaptop {

    @Test
    void aGroupThatToleratesFailuresHasSucceededWhenAllHaveEnded() {
        var result = group(sig("fail", 1), sig("one")).tolerateFailures().delay();
        assertThat(result.successful()).isFalse();
        deliver(1);
        assertThat(result.failed()).isFalse();
        laptop.work();

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.successful()).isTrue();
        assertThat(laptop.tasks()
                        .groupResult(result.id(), io.apium.canvas.Outcome.class)
                        .successful())
                .isTrue();
    }

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void itTellsHowFarTheGroupIs() {
        var result =
                group(sig("one"), sig("fail", 1), sig("one"), sig("skip", 1)).delay();
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
        assertThat(result.waiting()).isTrue();
        assertThat(result.ready()).isFalse();
        assertThat(result.completedCount()).isZero();
        assertThat(result.progress()).contains(new Progress(0, 4, ""));

        deliver(1);
        assertThat(result.completedCount()).isEqualTo(1);
        assertThat(result.successful()).isFalse();
        assertThat(result.progress()).contains(new Progress(1, 4, ""));
        deliver(1);
        assertThat(result.failed()).isTrue();
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure().orElseThrow().message()).isEqualTo("No 1");
        assertThat(result.waiting()).isTrue();
        laptop.work();
        assertThat(result.waiting()).isFalse();
        assertThat(result.ready()).isTrue();
        assertThat(result.completedCount()).isEqualTo(2);
        assertThat(result.progress()).contains(new Progress(4, 4, ""));
    }

    /** {@return a group of a task, a chain, a group and a chord, of two tasks each but the first} */
    private Group<Object> mixed() {
        return group(
                sig("one"),
                chain(sig("twice", 1), sig("twice")),
                group(sig("twice", 2), sig("twice", 3)),
                group(sig("twice", 4)).join(sig("sum")));
    }

    private void assertCounts(GroupResult<?> result, int succeeded, int ended, int size) {
        assertThat(result.completedCount()).isEqualTo(succeeded);
        assertThat(result.progress()).contains(new Progress(ended, size, ""));
        assertThat(result.waiting()).isEqualTo(ended < size);
        assertThat(result.ready()).isEqualTo(ended == size);
        assertThat(result.members()).filteredOn(AsyncResult::ready).hasSize(ended);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMemberCountsWhenAllOfItHasEndedWhateverItIs(boolean isWaitedFor) {
        var header = mixed();
        var id = (isWaitedFor ? header.join(sig("same")).delay().parent().orElseThrow() : header.delay()).id();
        var result = laptop.tasks().groupResult(id);
        assertCounts(result, 0, 0, 4);
        // First steps are delivered in the order of the members, and what follows them afterwards.
        for (var succeeded : List.of(1, 1, 1, 2, 2, 3, 4)) {
            deliver(1);
            assertCounts(result, succeeded, succeeded, 4);
        }

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(1, 4, List.of(4, 6), 8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMemberThatFailsHasEndedWhicheverOfItsStepsFails(boolean isWaitedFor) {
        var header = group(
                chain(sig("fail", 1), sig("twice")),
                group(sig("one"), sig("fail", 2)),
                group(sig("one")).join(sig("fail")),
                chain(sig("skip", 3), sig("twice")),
                sig("retry", 4));
        var id = (isWaitedFor ? header.join(sig("same")).delay().parent().orElseThrow() : header.delay()).id();
        laptop.work();
        var result = laptop.tasks().groupResult(id);

        assertCounts(result, 0, 4, 5);
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(result.failure().orElseThrow().message()).isEqualTo("No 1");
        pass(Duration.ofMinutes(1));
        assertCounts(result, 1, 5, 5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void emptyMembersHaveEndedFromTheBeginning(boolean isWaitedFor) {
        var header = group(group(), chain(group(), group()), sig("one"));
        var id = (isWaitedFor ? header.join(sig("same")).delay().parent().orElseThrow() : header.delay()).id();
        var result = laptop.tasks().groupResult(id);
        assertCounts(result, 2, 2, 3);
        deliver(1);

        assertCounts(result, 3, 3, 3);
        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(List.of(), List.of(), 1));
    }

    @Test
    void membersThatIgnoreTheirResultsHaveTheValueNull() {
        var result = group(
                        sig("one").set(o -> o.ignoreResult(true)),
                        sig("twice", 1),
                        chain(sig("one"), sig("twice").set(o -> o.ignoreResult(true))),
                        sig("slow", 1).set(o -> o.ignoreResult(true)))
                .delay();
        var future = result.toCompletableFuture();
        laptop.work();

        assertCounts(result, 4, 4, 4);
        assertThat(result.get(AT_ONCE)).isEqualTo(Arrays.asList(null, 2, null, null));
        assertThat(result.members().get(0).get(AT_ONCE)).isNull();
        assertThat(future).succeedsWithin(LONG).isEqualTo(Arrays.asList(null, 2, null, null));
    }

    @Test
    void aMemberThatIgnoresItsResultFailsAsAnyOther() {
        var result = sent(group(sig("fail", 1).set(o -> o.ignoreResult(true)), sig("one")));

        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("No 1");
    }

    @Test
    void aGroupOfWhichAMemberIgnoresItselfIsSuccessful() {
        var result = sent(group(sig("one"), sig("skip", 1)));

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.successful()).isTrue();
        assertThat(result.get(AT_ONCE)).isEqualTo(Arrays.asList(1, null));
        var waitedFor =
                sent(group(sig("one"), chain(sig("skip", 1), sig("same"))).link(sig("log")));
        assertThat(waitedFor.successful()).isTrue();
        assertThat(waitedFor.get(AT_ONCE)).isEqualTo(Arrays.asList(1, null));
        assertThat(waitedFor.toCompletableFuture()).isCompletedWithValue(Arrays.asList(1, null));
    }

    @Test
    void aGroupThatNothingFollowsIsRevokedWithItsMemberAndHasNotFailed() {
        var late = sig("one").set(o -> o.expires(Duration.ofMinutes(1)));
        var revoked = group(late, sig("one")).delay();
        var failed = group(late, sig("fail", 1)).delay();
        laptop.clock().advance(Duration.ofMinutes(2));
        laptop.work();

        assertThat(revoked.state()).isEqualTo(TaskState.REVOKED);
        assertThat(revoked.ready()).isTrue();
        assertThat(revoked.failed()).isFalse();
        assertThat(revoked.successful()).isFalse();
        assertThat(failed.state()).isEqualTo(TaskState.FAILURE);
        assertThat(failed.failed()).isTrue();
    }

    @Test
    void getThrowsWhatTheFirstMemberThrowsThatHasNoValue() {
        var result = group(sig("one"), sig("fail", 2), sig("fail", 3).set(o -> o.priority(9)))
                .delay();
        assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(ResultTimeoutException.class);
        laptop.work();

        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("No 2");
        assertThatThrownBy(result::get).isInstanceOf(TaskFailedException.class).hasMessageContaining("No 2");
        assertThat(result.toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(1, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("No 2");
    }

    @Test
    void aFutureIsCompletedWhenAllHaveEnded() {
        var result = group(sig("one"), sig("twice", 2)).delay();
        var future = result.toCompletableFuture();
        deliver(1);
        assertThat(future).isNotDone();
        deliver(1);

        assertThat(future).succeedsWithin(LONG).isEqualTo(List.of(1, 4));
    }

    @Test
    void membersComeAsTheyComplete() {
        var result = group(sig("twice", 1), sig("twice", 2), sig("fail", 3)).delay();
        assertThatThrownBy(() -> result.asCompleted(AT_ONCE).toList()).isInstanceOf(ResultTimeoutException.class);
        laptop.work();

        assertThat(result.asCompleted(LONG)).hasSize(3).allMatch(AsyncResult::ready);
        assertThat(group().delay().asCompleted(AT_ONCE)).isEmpty();
    }

    @Test
    void theOneThatEndsFirstComesFirst() {
        var result =
                group(sig("twice", 1), sig("twice", 2).set(o -> o.priority(9))).delay();
        var seen = new ArrayList<Object>();
        deliver(1);
        result.asCompleted(LONG).forEach(member -> {
            seen.add(member.get(LONG));
            laptop.deliver("apium");
        });

        assertThat(seen).containsExactly(4, 2);
    }

    @Test
    void itIsFoundByItsIdOnAnyNode() {
        var sent = group(sig("one"), chain(sig("one"), sig("twice"))).delay();
        try (var other = laptop.anotherNode()) {
            var found = other.tasks().groupResult(sent.id(), Integer.class);
            assertThat(found.members())
                    .extracting(AsyncResult::id)
                    .isEqualTo(sent.members().stream().map(AsyncResult::id).toList());
            assertThat(found.ready()).isFalse();
            laptop.work();
            List<Integer> values = found.get(AT_ONCE);
            assertThat(values).containsExactly(1, 2);
            assertThat(other.tasks().groupResult(sent.id()).get(AT_ONCE)).isEqualTo(List.of(1, 2));
        }
        var empty = group().delay();
        assertThat(laptop.tasks().groupResult(empty.id()).get(AT_ONCE)).isEqualTo(List.of());
    }

    @Test
    void groupsInsideOfCanvasesAreFoundToo() {
        chain(sig("one"), group(sig("twice")).set(o -> o.taskId("middle")), sig("sum"))
                .link(group(sig("twice")).set(o -> o.taskId("link")))
                .delay();
        laptop.work();

        assertThat(laptop.tasks().groupResult("middle").get(AT_ONCE)).isEqualTo(List.of(2));
        assertThat(laptop.tasks().groupResult("link").get(AT_ONCE)).isEqualTo(List.of(4));
    }

    @Test
    void aGroupOfWhichNothingIsKnownIsRefused() {
        assertThatThrownBy(() -> laptop.tasks().groupResult("unknown").members())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unknown");
    }

    @Test
    void insideItsTransactionItsMembersAreKnownAndNobodyWaits() {
        var results = new ArrayList<GroupResult<Object>>();
        laptop.inTransaction(() -> {
            var result = group(sig("one"), sig("one")).delay();
            results.add(result);
            assertThat(result.members()).hasSize(2);
            assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(IllegalStateException.class);
        });
        laptop.work();

        assertThat(results.get(0).get(AT_ONCE)).isEqualTo(List.of(1, 1));
    }

    @Test
    void insideATaskNobodyWaits() {
        works.act = context -> {
            var result = group(sig("one")).delay();
            assertThatThrownBy(() -> result.get(AT_ONCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("allowJoin");
            assertThatThrownBy(() -> group().delay().get()).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> result.asCompleted(AT_ONCE)).isInstanceOf(IllegalStateException.class);
            return 1;
        };

        assertThat(run(sig("act"))).isEqualTo(1);
    }

    @Test
    void abortTellsAllTasksOfTheGroup() {
        var seen = new ArrayList<Boolean>();
        works.act = context -> {
            seen.add(context.isAborted());
            return 1;
        };
        var result = group(
                        sig("act"),
                        chain(sig("act"), sig("act").immutable()),
                        group(sig("act")).join(sig("act").immutable()),
                        chain(sig("one"), group(sig("act").immutable())))
                .delay();
        assertThat(result.isAborted()).isFalse();
        result.abort();
        laptop.work();

        assertThat(seen).hasSize(6).containsOnly(true);
        assertThat(result.isAborted()).isTrue();
        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(1, 1, 1, List.of(1)));
    }

    @Test
    void abortWhileItRunsTellsTheMemberThatRuns() {
        var results = new ArrayList<GroupResult<Object>>();
        works.act = context -> {
            laptop.transactions().outside(() -> {
                results.get(0).abort();
                return true;
            });
            return context.isAborted();
        };
        results.add(group(sig("act"), sig("one")).delay());
        laptop.work();

        assertThat(results.get(0).get(AT_ONCE)).isEqualTo(List.of(true, 1));
    }

    @Test
    void forgetDeletesWhatIsStored() {
        var result = group(sig("one"), group(sig("one"))).link(sig("log")).delay();
        laptop.work();
        var members = result.members();
        result.forget();

        assertThat(members).extracting(AsyncResult::state).containsOnly(TaskState.PENDING);
        assertThat(result.completedCount()).isZero();
        assertThat(laptop.result(result.id())).isEmpty();
    }

    @Test
    void forgetDeletesAllStepsOfItsMembers() {
        var result = sent(group(
                chain(sig("one").set(o -> o.taskId("a")), sig("twice").set(o -> o.taskId("b"))),
                group(sig("one").set(o -> o.taskId("c"))).set(o -> o.taskId("d"))));
        result.forget();

        assertThat(states("a", "b", "c", "d")).containsOnly(TaskState.PENDING);
    }

    @Test
    void valuesThatAreForgottenAreKeptUntilTheBodyHasTakenThem() {
        var result = group(
                        sig("one").set(o -> o.taskId("m")),
                        group(sig("twice", 2).set(o -> o.taskId("n"))))
                .join(sig("same"))
                .delay();
        deliver(2);
        laptop.tasks().groupResult(result.parent().orElseThrow().id()).forget();
        laptop.tasks().result("m").forget();
        laptop.tasks().result("n").forget();
        laptop.tick();
        laptop.work();
        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(1, List.of(4)));

        pass(Duration.ofDays(8));
        // The members go with their group, and a group with the one around it.
        for (int i = 0; i < 3; i++) {
            laptop.tick();
            laptop.clock().advance(Duration.ofDays(1));
        }
        assertThat(states("m", "n")).containsOnly(TaskState.PENDING);
    }

    @Test
    void aGroupThatHasEndedIsReadByTheThousand() {
        var size = 2500;
        var id = laptop.tasks()
                .group(IntStream.range(0, size).boxed(), Works::quick)
                .delay()
                .id();
        laptop.work();
        var pages = List.of("plan", "countMembers", "findAll", "findAll", "findAll");

        assertThat(laptop.statements(() -> laptop.tasks().groupResult(id).get(AT_ONCE)))
                .isEqualTo(pages);
        assertThat(laptop.statements(() -> assertThat(
                                laptop.tasks().groupResult(id).asCompleted(AT_ONCE))
                        .hasSize(size)
                        .allMatch(member -> requireNonNull(member.get(AT_ONCE)).equals(1) || member.ready())))
                .isEqualTo(pages);
        assertThat(laptop.statements(() ->
                        assertThat(laptop.tasks().workflow(id).graph().nodes()).hasSize(size + 1)))
                .containsExactly("findEnds", "plan", "findEnds", "findEnds", "findEnds", "attempts");
        assertThat(laptop.statements(() -> laptop.tasks().groupResult(id).forget()))
                .containsExactly("plan", "delete", "delete", "delete");
    }

    @Test
    void whoeverWaitsForAGroupAsksForWhatHasEndedSinceThen() {
        var result = laptop.tasks()
                .group(IntStream.range(0, 100).boxed(), Works::quick)
                .delay();
        result.members();

        assertThat(laptop.statements(
                        () -> assertThat(result.toCompletableFuture()).isNotDone()))
                .containsExactly("countMembers", "countMembers");
        var future = result.toCompletableFuture();
        laptop.work();
        assertThat(future).succeedsWithin(LONG);
        assertThat(laptop.statements(() -> result.members().forEach(member -> member.get(AT_ONCE))))
                .isEmpty();
    }

    @Test
    void whyAGroupFailedIsFoundWithoutAskingForEveryMember() {
        var result = laptop.tasks()
                .group(IntStream.range(0, 50).boxed(), Works::fail)
                .delay();
        laptop.work();

        assertThat(laptop.statements(() ->
                        assertThat(result.failure().orElseThrow().message()).isEqualTo("No 0")))
                .containsExactly("find", "countMembers", "plan", "findEnds");
    }

    @Test
    void aStreamThatIsClosedWaitsNoMore() {
        var result = group(sig("one"), sig("twice", 2)).delay();
        try (var members = result.asCompleted(LONG)) {
            deliver(1);
            assertThat(members.findFirst().orElseThrow().get(AT_ONCE)).isEqualTo(1);
        }
        await().until(laptop::idle);
    }

    @Test
    void theResultOfATolerantGroupAreOutcomes() {
        var result = laptop.tasks()
                .<Integer>group(List.of(
                        laptop.tasks().signature(Works::fail, 1), laptop.tasks().signature(Works::twice, 2)))
                .tolerateFailures()
                .delay();
        laptop.work();

        List<Outcome<Integer>> outcomes = requireNonNull(result.get(AT_ONCE));
        assertThat(outcomes).extracting(Outcome::state).containsExactly(TaskState.FAILURE, TaskState.SUCCESS);
        assertThat(outcomes.get(0).successful()).isFalse();
        assertThat(requireNonNull(outcomes.get(0).failure()).message()).isEqualTo("No 1");
        assertThat(outcomes.get(0).id()).isEqualTo(result.members().get(0).id());
        assertThat(outcomes.get(1).value()).isEqualTo(4);
        assertThat(requireNonNull(result.members().get(1).get(AT_ONCE)).value()).isEqualTo(4);
        assertThat(laptop.tasks().groupResult(result.id(), Outcome.class).get(AT_ONCE))
                .hasSize(2);
        assertThat(laptop.tasks()
                        .groupResult(result.id(), Integer.class)
                        .members()
                        .get(1)
                        .get(AT_ONCE))
                .isEqualTo(4);
    }

    /** Asserts that this is the result of {@link #tolerant}. */
    private static void assertOutcomes(AsyncResult<?> result) {
        assertThat(result).isInstanceOf(GroupResult.class);
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat((List<?>) result.get(AT_ONCE))
                .asInstanceOf(list(Outcome.class))
                .extracting(outcome -> outcome.state(), outcome -> outcome.value())
                .containsExactly(tuple(TaskState.FAILURE, null), tuple(TaskState.SUCCESS, 1));
    }

    private Group<Outcome<Object>> tolerant() {
        return group(sig("fail", 1), sig("one")).tolerateFailures();
    }

    @Test
    void aTolerantGroupBeforeAnotherHasOutcomes() {
        var last = sent(chain(sig("nothing"), tolerant().immutable(), sig("outcomes"), sig("same")));
        var afterTheGroup = last.parent().orElseThrow();

        assertOutcomes(afterTheGroup.parent().orElseThrow());
        assertOutcomes(laptop.tasks().result(afterTheGroup.id()).parent().orElseThrow());
    }

    @Test
    void aTolerantGroupThatATaskHasSentHasOutcomes() {
        var before = sent(chain(sig("one"), tolerant().immutable())).parent().orElseThrow();
        assertOutcomes(before.children().get(0));

        works.act = context -> tolerant().delay().id();
        assertOutcomes(sent(sig("act")).children().get(0));

        assertOutcomes(sent(sig("one").link(tolerant().immutable())).children().get(0));
    }

    @Test
    void aTolerantGroupToWhichAMemberWasAddedHasOutcomes() {
        works.act = context -> {
            context.addToChord(sig("one"));
            return 1;
        };
        // The page of the added member is read before or after that of the group.
        for (var id : List.of("0", "z")) {
            var group = group(sig("fail", 1), sig("act")).tolerateFailures().set(o -> o.taskId(id));
            var body = sent(chain(sig("one"), group.immutable(), sig("outcomes")));
            var first = body.parent().orElseThrow().parent().orElseThrow();

            assertThat((List<?>) first.children().get(0).get(AT_ONCE))
                    .hasSize(3)
                    .hasOnlyElementsOfType(Outcome.class);
        }
    }

    @Test
    void aTolerantGroupInAGroupHasOutcomes() {
        var outer = group(tolerant(), sig("one")).delay();
        laptop.work();
        assertOutcomes(outer.members().get(0));
        assertOutcomes(outer.children().get(0));
        assertOutcomes(laptop.tasks().groupResult(outer.id()).members().get(0));
        assertThat(outer.get(AT_ONCE)).hasSize(2);

        var chord = sent(group(tolerant(), sig("one")).join(sig("same")));
        assertOutcomes(chord.parent().orElseThrow().children().get(0));
    }

    @Test
    void aMemberKnowsItsTolerantGroup() {
        var alone = sent(tolerant());
        var beforeABody = sent(tolerant().join(sig("outcomes"))).parent().orElseThrow();

        for (var group : List.of(alone, beforeABody)) {
            assertOutcomes(group.children().get(1).parent().orElseThrow());
        }
    }

    @Test
    void whatOnlyATaskHasIsEmpty() {
        var result = sent(group(sig("one")));

        assertThat(result.attempts()).isEmpty();
        assertThat(result.args()).isEmpty();
        assertThat(result.queue()).isEmpty();
        assertThat(result.meta(String.class)).isEmpty();
        assertThat(result.parent()).isEmpty();
    }

    @Test
    void aGroupIsKnownAsLongAsItsMembersAreHeldBackAndAWeekMore() {
        var result = group(sig("one").set(o -> o.countdown(Duration.ofDays(30))), sig("one"))
                .delay();
        laptop.work();
        for (int day = 0; day < 30; day++) {
            pass(Duration.ofDays(1));
            laptop.tick();
        }
        laptop.work();

        assertThat(laptop.tasks().groupResult(result.id()).members().get(0).get(AT_ONCE))
                .isEqualTo(1);
        pass(Duration.ofDays(8));
        laptop.tick();
        assertThatThrownBy(() -> laptop.tasks().groupResult(result.id()).members())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void resultsExpireFromTheirEndOn() {
        var result = group(sig("retry", 1), sig("retry", 2)).join(sig("same")).delay();
        for (int i = 0; i < 2; i++) {
            laptop.clock().advance(Duration.ofDays(30));
            laptop.tick();
            laptop.work();
        }

        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(1, 2));
        assertThat(laptop.tasks()
                        .groupResult(result.parent().orElseThrow().id())
                        .get(AT_ONCE))
                .isEqualTo(List.of(1, 2));
    }
}
