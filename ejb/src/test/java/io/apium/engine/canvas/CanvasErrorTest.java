package io.apium.engine.canvas;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskFailedException;
import io.apium.TaskFailure.Culprit;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import io.apium.canvas.Outcome;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a canvas of which a part fails, and who is told. */
class CanvasErrorTest extends OnLaptop {

    private static final TaskState SUCCESS = TaskState.SUCCESS;
    private static final TaskState FAILURE = TaskState.FAILURE;
    private static final TaskState REVOKED = TaskState.REVOKED;
    private static final TaskState IGNORED = TaskState.IGNORED;
    private static final Map<String, String> LIMIT = Map.of("apium.message-max-payload", "40000");

    private Canvas<?> id(String id, Canvas<?> canvas) {
        return canvas.set(o -> o.taskId(id));
    }

    private List<String> calls(String task) {
        return works.called.stream().filter(call -> call.startsWith(task)).toList();
    }

    @Test
    void theStepsAfterOneThatFailsFailWithItsCauseWithoutBeingCalled() {
        var result = sent(chain(
                id("a", sig("one")),
                id("b", sig("fail")),
                id("c", sig("twice").link(id("link", sig("log")))),
                id("d", group(id("e", sig("twice")), id("f", chain(id("g", sig("twice")), sig("twice"))))),
                id("h", sig("same"))));

        assertFailed(result, "No 1");
        assertThat(states("a", "b", "c", "link", "d", "e", "g", "f", "h"))
                .containsExactly(SUCCESS, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE, FAILURE);
        assertThat(result.failure().orElseThrow().type()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(laptop.tasks().result("c").failure().orElseThrow().trace())
                .contains("Not called, because 'fail' b did not succeed");
        assertThat(works.called).containsExactly("one", "fail[1]");
    }

    @Test
    void theErrorCallbackOfAStepIsToldWhatFailed() {
        var result = sent(chain(sig("one"), id("step", sig("fail").linkError(sig("failed"))), sig("twice")));

        var failed = works.failures.get(0);
        assertThat(works.failures).hasSize(1);
        assertThat(failed.id()).isEqualTo("step");
        assertThat(failed.task()).isEqualTo("fail");
        assertThat(failed.attempt()).isZero();
        assertThat(failed.rootId())
                .isEqualTo(result.parent().orElseThrow().parent().orElseThrow().id());
        assertThat(failed.parentId()).isEqualTo(failed.rootId());
        assertThat(failed.failure().message()).isEqualTo("No 1");
        assertThat(failed.failure().type()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(failed.failure().trace()).contains("Works");
        assertThat(failed.causes()).isEmpty();
    }

    @Test
    void anErrorCallbackIsAChildWithAnIdOfItsOwn() {
        var result = sent(sig("fail", 1).linkError(sig("failed")).linkError(group(sig("failed"), sig("failed"))));

        assertThat(result.children()).hasSize(2);
        assertThat(result.children().get(0).get(AT_ONCE)).isEqualTo(result.id());
        assertThat(result.children().get(1).get(AT_ONCE)).isEqualTo(List.of(result.id(), result.id()));
        assertThat(result.children().get(0).parent().orElseThrow().id()).isEqualTo(result.id());
        assertThat(stored(result.children().get(0).id()).rootId()).isEqualTo(result.id());
    }

    @Test
    void anErrorCallbackIsNotCalledWithoutAFailure() {
        run(chain(sig("one"), sig("twice").linkError(sig("failed"))).linkError(sig("failed")));

        assertThat(calls("failed")).isEmpty();
    }

    @Test
    void anImmutableErrorCallbackTakesNothingAndOthersTheFailureBeforeTheirArguments() {
        class Bells {
            @Task(name = "ring")
            String ring(FailedTask failed, String bell) {
                return bell + failed.failure().message();
            }
        }
        laptop.add(new Bells());
        var result = sent(sig("fail", 1).linkError(sig("alarm").immutable()).linkError(sig("ring", "ding ")));

        assertThat(calls("alarm")).hasSize(1);
        assertThat(result.children().get(1).get(AT_ONCE)).isEqualTo("ding No 1");
    }

    @Test
    void anErrorCallbackMayBeACanvasAndMayRetry() {
        sent(sig("fail", 1).linkError(chain(sig("retry"), sig("failed"), sig("log"))));
        assertThat(works.failures).isEmpty();

        pass(Duration.ofMinutes(1));
        assertThat(works.failures).hasSize(1);
        assertThat(calls("log")).hasSize(1);
    }

    @Test
    void anErrorCallbackMayBeHeldBack() {
        sent(sig("fail", 1).linkError(sig("failed").set(o -> o.countdown(Duration.ofMinutes(5)))));
        assertThat(works.failures).isEmpty();

        pass(Duration.ofMinutes(5));
        assertThat(works.failures).hasSize(1);
    }

    @Test
    void theErrorCallbackOfAChainIsCalledOnceForWhicheverStepFails() {
        for (int failing = 0; failing < 3; failing++) {
            var steps = new Canvas<?>[] {sig("same"), sig("same"), sig("same")};
            steps[failing] = sig("fail");
            works.failures.clear();
            sent(chain(steps).prepended(failing).linkError(sig("failed")));

            assertThat(works.failures).extracting(FailedTask::task).containsExactly("fail");
        }
    }

    @Test
    void theErrorCallbacksOfAllChainsAroundAStepAreCalled() {
        sent(chain(
                        sig("one"),
                        chain(sig("fail").linkError(sig("failed")), sig("same")).linkError(sig("log")))
                .linkError(sig("alarm").immutable()));

        assertThat(works.called).contains("alarm").hasSize(5);
        assertThat(calls("failed")).hasSize(1);
        assertThat(calls("log")).hasSize(1);
    }

    @Test
    void aMemberThatFailsFailsItsGroupAtOnceAndTheOthersRunOn() {
        var result = group(id("a", sig("fail", 3)), id("b", sig("one")))
                .set(o -> o.taskId("header"))
                .join(sig("sum").linkError(sig("failed")))
                .delay();
        deliver(1);

        assertThat(states("a", "b", "header")).containsExactly(FAILURE, TaskState.PENDING, FAILURE);
        assertFailed(result, "No 3");
        laptop.work();
        assertThat(state("b")).isEqualTo(SUCCESS);
        assertThat(calls("sum")).isEmpty();
        assertThat(works.failures)
                .extracting(
                        FailedTask::id,
                        FailedTask::task,
                        failed -> failed.failure().message())
                .containsExactly(tuple("header", "apium.group", "No 3"));
        assertThat(works.failures.get(0).causes())
                .extracting(FailedTask::id, FailedTask::task)
                .containsExactly(tuple("a", "fail"));
    }

    @Test
    void ofManyMembersThatFailEachTellsItsOwnCallbackAndTheGroupOnce() {
        var header = group(
                        sig("fail", 1).linkError(sig("log")),
                        sig("one"),
                        sig("fail", 2).linkError(sig("log")),
                        sig("fail", 3).linkError(sig("log")))
                .linkError(sig("failed"));
        var result =
                sent(header.join(sig("sum").linkError(sig("alarm").immutable())).linkError(sig("failed")));

        assertFailed(result, "No 1");
        assertThat(calls("log")).hasSize(3);
        assertThat(calls("alarm")).hasSize(1);
        assertThat(works.failures).extracting(FailedTask::task).containsExactly("apium.group", "apium.group");
    }

    @Test
    void membersThatFailTogetherAreAllCauses() {
        laptop.tasks()
                .chord(List.of(sig("failKeeping", 1), sig("failKeeping", 2)), sig("sum"))
                .linkError(sig("failed"))
                .delay();
        laptop.work();
        assertThat(works.failures).hasSize(1);

        class Together {
            @Task(name = "failTogether", batchable = true, dontRollbackOn = IllegalStateException.class)
            int failTogether(int number) {
                throw new IllegalStateException("No " + number);
            }
        }
        laptop.add(new Together());
        works.failures.clear();
        sent(laptop.tasks()
                .chord(List.of(sig("failTogether", 1), sig("failTogether", 2)), sig("sum"))
                .linkError(sig("failed")));
        assertThat(works.failures)
                .singleElement()
                .satisfies(failed -> assertThat(failed.causes())
                        .extracting(cause -> cause.failure().message())
                        .containsExactly("No 1", "No 2"));
    }

    @Test
    void membersOfALargeGroupThatFailTogetherAreAllCauses() {
        class Together {
            @Task(name = "failOneOf", batchable = true, dontRollbackOn = IllegalStateException.class)
            int failOneOf(int number) {
                if (number % 2 == 1) {
                    throw new IllegalStateException("No " + number);
                }
                return number;
            }
        }
        laptop.add(new Together());
        // One more goes before, so that the second transaction has members of two runs.
        sig("quick", 0).delay();
        sent(laptop.tasks()
                .chord(
                        IntStream.range(0, 60)
                                .mapToObj(i -> sig("failOneOf", i < 49 ? 0 : i))
                                .toList(),
                        sig("sum"))
                .linkError(sig("failed")));

        assertThat(works.failures)
                .singleElement()
                .satisfies(failed -> assertThat(failed.causes())
                        .extracting(cause -> cause.failure().message())
                        .containsExactly("No 49", "No 51", "No 53", "No 55", "No 57", "No 59"));
    }

    @Test
    void aMemberOfAGroupThatNothingFollowsTellsItsOwnCallbackOnly() {
        var result = sent(group(sig("fail", 1).linkError(sig("failed")), sig("one")));

        assertThat(result.state()).isEqualTo(FAILURE);
        assertThat(works.failures).extracting(FailedTask::task).containsExactly("fail");
    }

    @Test
    void theErrorCallbackOfAGroupThatNothingFollowsIsCalledOnce() {
        sent(group(sig("fail", 1), sig("fail", 2), sig("one")).linkError(sig("failed")));

        assertThat(works.failures).extracting(FailedTask::task).containsExactly("apium.group");
    }

    @Test
    void aBodyThatFailsTellsItsOwnCallbackAndTheChords() {
        var result = sent(group(sig("one").linkError(sig("alarm").immutable()), sig("one"))
                .join(sig("fail").linkError(sig("failed")))
                .linkError(sig("log")));

        assertFailed(result, "No [1, 1]");
        assertThat(calls("failed")).hasSize(1);
        assertThat(calls("log")).hasSize(1);
        assertThat(calls("alarm")).isEmpty();
    }

    @Test
    void ofABodyThatIsAGroupManyMembersThatFailTellTheChordOnce() {
        var member = sig("fail").linkError(sig("log"));
        var group = group(member, sig("same"), member, member);
        for (var body : List.of(group, chain(sig("same"), group), group.join(sig("same")))) {
            works.called.clear();
            works.failures.clear();
            var result = sent(group(sig("one"), sig("one"))
                    .join(body)
                    .linkError(sig("failed"))
                    .linkError(sig("alarm").immutable()));

            assertFailed(result, "No [1, 1]");
            assertThat(calls("fail[")).hasSize(3);
            assertThat(calls("log")).hasSize(3);
            assertThat(calls("alarm")).hasSize(1);
            assertThat(works.failures).extracting(FailedTask::task).containsExactly("apium.group");
        }
    }

    @Test
    void aFailureGoesOutwardsFromLevelToLevel() {
        var inner = chain(sig("one"), group(sig("fail"), sig("one").immutable()).linkError(sig("failed")), sig("sum"))
                .linkError(sig("failed"));
        var result = sent(chain(group(inner, sig("one")).linkError(sig("failed")), sig("sum"))
                .linkError(sig("alarm").immutable()));

        assertFailed(result, "No 1");
        assertThat(works.failures).hasSize(3);
        assertThat(works.failures.get(0).causes()).extracting(FailedTask::task).containsExactly("fail");
        assertThat(works.failures)
                .filteredOn(failed ->
                        failed.causes().stream().allMatch(cause -> cause.task().equals("apium.group")))
                .singleElement()
                .satisfies(failed -> assertThat(failed.causes().get(0).causes()).hasSize(1));
        assertThat(calls("alarm")).hasSize(1);
    }

    @Test
    void theHeaderOfAChordAfterAFailureFailsToo() {
        var result = sent(chain(
                sig("fail", 1),
                id("header", group(id("m", sig("same")))),
                id("body", chain(sig("same"), sig("same")))));

        assertFailed(result, "No 1");
        assertThat(states("header", "m", "body")).containsOnly(FAILURE);
    }

    @Test
    void everyKindOfBodyFailsWithItsHeader() {
        var header = group(sig("fail", 1), sig("one"));
        for (var body : List.of(
                sig("same"),
                chain(sig("same"), sig("same")),
                group(sig("same"), sig("same")),
                group(sig("same"), sig("same")).join(sig("same")))) {
            works.failures.clear();
            var result = sent(header.join(body.linkError(sig("failed"))));

            assertThat(result.state()).isEqualTo(FAILURE);
            assertThat(works.failures).hasSize(1);
            for (AsyncResult<?> part = result;
                    part != null;
                    part = part.parent().orElse(null)) {
                assertThat(part.state()).isEqualTo(FAILURE);
            }
        }
        assertThat(calls("same")).isEmpty();
    }

    @Test
    void whatWasNotCalledSaysBecauseOfWhom() {
        var chain = sent(chain(sig("one"), id("bad", sig("fail")), sig("twice"), id("z", sig("twice"))));
        assertThatThrownBy(() -> chain.get(AT_ONCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("Task 'twice' z was not called, because 'fail' bad failed with"
                        + " java.lang.IllegalArgumentException: No 1");
        assertThat(chain.failure().orElseThrow().culprit()).contains(new Culprit("fail", "bad"));
        assertThat(laptop.tasks().result("bad").failure().orElseThrow().culprit())
                .isEmpty();

        var chord = sent(group(
                        sig("one"),
                        group(
                                sig("one"),
                                chain(
                                        sig("one"),
                                        id("worse", sig("fail")),
                                        sig("one").immutable())))
                .join(id("body", sig("same"))));
        assertThatThrownBy(() -> chord.get(AT_ONCE))
                .hasMessageStartingWith("Task 'same' body was not called, because 'fail' worse failed with");
    }

    @Test
    void whatFollowsAStepThatIgnoresItselfIsRevoked() {
        var result = sent(chain(
                        id("a", sig("skip", 1).linkError(sig("failed"))),
                        id("b", sig("nothing").immutable()))
                .linkError(sig("failed")));

        assertThat(states("a", "b")).containsExactly(IGNORED, REVOKED);
        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(TaskRevokedException.class)
                .hasMessageContaining(
                        "Task 'nothing' b was not called: 'skip' a, which it was to follow, ended without a result");
        assertThat(works.failures).isEmpty();
        assertThat(laptop.tasks().result("a").get(AT_ONCE)).isNull();
    }

    @Test
    void theLastStepOfAChainMayIgnoreItself() {
        var result = sent(chain(sig("one"), sig("skip")));

        assertThat(result.state()).isEqualTo(IGNORED);
        assertThat(result.get(AT_ONCE)).isNull();
        assertThat(run(chain(sig("skip", 1)).link(sig("log")))).isNull();
        assertThat(run(group(sig("one")).join(sig("skip")))).isNull();
    }

    @Test
    void aMemberThatIgnoresItselfCountsWithoutAValue() {
        assertThat(run(group(sig("skip", 1), sig("one")).join(sig("same")))).isEqualTo(Arrays.asList(null, 1));
        assertThat(run(group(chain(sig("skip", 1), sig("same")), sig("one")).join(sig("same"))))
                .isEqualTo(Arrays.asList(null, 1));
        assertThat(works.failures).isEmpty();
    }

    @Test
    void whatFollowsAStepThatHasExpiredIsRevoked() {
        var result = chain(
                        sig("one"),
                        id("late", sig("twice").set(o -> o.expires(Duration.ofMinutes(1))))
                                .linkError(sig("failed")),
                        sig("twice"))
                .delay();
        deliver(1);
        pass(Duration.ofMinutes(2));

        assertThat(state("late")).isEqualTo(REVOKED);
        assertThatThrownBy(() -> result.get(AT_ONCE))
                .isInstanceOf(TaskRevokedException.class)
                .hasMessageContaining("'twice' late, which it was to follow, was not called: expired at");
        assertThat(works.failures).isEmpty();
    }

    @Test
    void aMemberThatHasExpiredFailsItsGroup() {
        var result = group(
                        id("late", sig("one").set(o -> o.expires(Duration.ofMinutes(1))))
                                .linkError(sig("alarm").immutable()),
                        sig("one"))
                .linkError(sig("failed"))
                .join(sig("sum"))
                .delay();
        laptop.clock().advance(Duration.ofMinutes(2));
        laptop.work();

        assertThat(state("late")).isEqualTo(REVOKED);
        assertThat(result.state()).isEqualTo(FAILURE);
        assertThat(result.failure().orElseThrow().type()).isEqualTo(TaskRevokedException.class.getName());
        assertThat(works.failures).hasSize(1);
        assertThat(calls("alarm")).isEmpty();
    }

    @Test
    void aStepThatIsRejectedFailsTheRest() {
        var result = sent(chain(sig("one"), sig("refuse"), sig("twice")).linkError(sig("failed")));

        assertFailed(result, "No 1");
        assertThat(works.failures).extracting(FailedTask::task).containsExactly("refuse");
        assertThat(laptop.messages("apium.dead")).hasSize(1);
    }

    @Test
    void aStepThatRetriesTellsNobodyUntilItFails() {
        class Stubborn {
            @Task(name = "stubborn", maxRetries = 1, retryDelay = "PT1M")
            void stubborn(TaskContext context) {
                throw context.retry(new IllegalStateException("no"));
            }
        }
        laptop.add(new Stubborn());
        var result = sent(chain(sig("stubborn"), sig("same")).linkError(sig("failed")));
        assertThat(works.failures).isEmpty();
        assertThat(result.ready()).isFalse();

        pass(Duration.ofMinutes(1));
        assertFailed(result, "no");
        assertThat(works.failures).extracting(FailedTask::attempt).containsExactly(1);
    }

    @Test
    void aNextStepThatCannotBeSentFails() {
        laptop.removeQueue("gone");
        var result = sent(chain(
                        id("a", sig("one")),
                        id("b", sig("twice").linkError(sig("failed"))).set(o -> o.queue("gone")),
                        sig("twice").linkError(sig("alarm").immutable()))
                .linkError(sig("log")));

        assertThat(states("a", "b")).containsExactly(SUCCESS, FAILURE);
        assertFailed(result, "gone");
        assertThat(works.failures).extracting(FailedTask::id).containsExactly("b");
        assertThat(calls("log")).hasSize(1);
        assertThat(calls("alarm")).isEmpty();
    }

    @Test
    void aNextStepThatIsTooLargeFails() {
        var small = new Laptop(Map.of("apium.message-max-payload", "2000"));
        try (small) {
            small.add(new Works(small)).act = context -> "x".repeat(5000);
            var result = small.tasks()
                    .chain(
                            small.tasks().signature("act"),
                            small.tasks().signature("same"),
                            small.tasks().signature("same"))
                    .delay();
            small.work();
            assertFailed(result, "large");
        }
    }

    /** {@return seven hundred members, of which one is too large for a laptop with {@link #LIMIT}} */
    private static List<Canvas<?>> membersOfWhichOneIsTooLarge(Laptop small) {
        return IntStream.range(0, 700)
                .<Canvas<?>>mapToObj(i -> small.tasks()
                        .signature("log", i == 650 ? "x".repeat(50_000) : i)
                        .immutable())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "slow"})
    void aLargeGroupOfWhichAMemberCannotBeSentFailsAndTheStepBeforeKeepsItsWork(String step) {
        try (var small = new Laptop(LIMIT)) {
            var smallWorks = small.add(new Works(small));
            var args = step.equals("one") ? new Object[0] : new Object[] {1};
            var result = small.tasks()
                    .chain(
                            small.tasks().signature(step, args).set(o -> o.taskId("a")),
                            small.tasks()
                                    .group(membersOfWhichOneIsTooLarge(small))
                                    .set(o -> o.taskId("group")),
                            small.tasks().signature("alarm").immutable())
                    .linkError(small.tasks().signature("failed"))
                    .delay();
            small.work();

            assertFailed(result, "large");
            assertThat(small.tasks().result("a").state()).isEqualTo(SUCCESS);
            assertThat(smallWorks.called).hasSize(2).contains(step);
            assertThat(smallWorks.failures).extracting(FailedTask::id).containsExactly("group");
            assertThat(small.messages("apium")).isEmpty();
            assertThat(small.join("group")).isEmpty();
        }
    }

    @Test
    void theLastMemberKeepsItsWorkIfALargeGroupAfterItsOwnCannotBeSent() {
        try (var small = new Laptop(LIMIT)) {
            var smallWorks = small.add(new Works(small));
            for (var last : List.of("one", "fail")) {
                var args = last.equals("one") ? new Object[0] : new Object[] {1};
                var header = small.tasks()
                        .group(
                                small.tasks().signature(last, args),
                                small.tasks().signature("one"))
                        .tolerateFailures();
                var result = small.tasks()
                        .chain(header, small.tasks().group(membersOfWhichOneIsTooLarge(small)))
                        .delay();
                small.work();

                assertThat(result.state()).isEqualTo(FAILURE);
                assertThat(result.failure().orElseThrow().message()).contains("large");
            }
            assertThat(smallWorks.done).containsExactly("one", "one", "one");
            assertThat(smallWorks.called).noneMatch(call -> call.startsWith("log"));
        }
    }

    @Test
    void anErrorCallbackThatIsALargeGroupOfWhichAMemberCannotBeSentKeepsNeitherTheFailureNorOtherCallbacks() {
        laptop.removeQueue("gone");
        var members = Stream.concat(
                        nCopies(600, sig("failed")).stream(),
                        Stream.of(sig("failed").set(o -> o.queue("gone"))))
                .toList();
        var result = sent(sig("fail", 1)
                .linkError(laptop.tasks().group(members))
                .linkError(sig("alarm").immutable()));

        assertFailed(result, "No 1");
        assertThat(works.called).containsExactly("fail[1]", "alarm");
    }

    @Test
    void ofAGroupThatCannotBeSentNothingIsStoredButHowItEnded() {
        laptop.removeQueue("gone");
        var longChain = laptop.tasks().chain(nCopies(100, sig("same")));
        sent(chain(
                sig("one"),
                id("group", group(longChain, group(longChain), sig("twice").set(o -> o.queue("gone")))),
                longChain));

        assertThat(laptop.join("group")).isEmpty();
        assertThat(laptop.pagesKeptForEver()).isZero();
    }

    @Test
    void aBodyThatCannotBeSentFails() {
        laptop.removeQueue("gone");
        var result = sent(group(sig("one"), sig("one"))
                .join(sig("sum").set(o -> o.queue("gone")))
                .linkError(sig("failed")));

        assertFailed(result, "gone");
        assertThat(works.failures).hasSize(1);
        assertThat(works.done).contains("one", "one");
    }

    @Test
    void aGroupInTheMiddleThatCannotBeSentFails() {
        laptop.removeQueue("gone");
        var result = sent(chain(
                        sig("one"),
                        id(
                                "group",
                                group(
                                        id("m", sig("twice")),
                                        id("n", sig("twice").set(o -> o.queue("gone"))))),
                        sig("sum"))
                .linkError(sig("failed")));

        assertFailed(result, "gone");
        assertThat(states("group", "m", "n")).containsOnly(FAILURE);
        assertThat(works.failures).hasSize(1);
        assertThat(calls("twice")).isEmpty();
    }

    @Test
    void aMemberChainWhoseNextStepCannotBeSentFailsItsGroup() {
        laptop.removeQueue("gone");
        var result = sent(group(chain(sig("one"), sig("twice").set(o -> o.queue("gone"))), sig("one"))
                .join(sig("sum"))
                .linkError(sig("failed")));

        assertFailed(result, "gone");
        assertThat(works.failures).hasSize(1);
    }

    @Test
    void aTolerantGroupWaitsForAllAndHandsOutcomesOn() {
        var result = group(
                        sig("fail", 1),
                        sig("one"),
                        sig("skip", 1),
                        sig("one").set(o -> o.expires(Duration.ofMinutes(1)).countdown(Duration.ofMinutes(2))),
                        chain(sig("one"), sig("fail"), sig("same")))
                .linkError(sig("failed"))
                .tolerateFailures()
                .join(sig("outcomes").linkError(sig("failed")))
                .delay();
        laptop.work();
        assertThat(result.ready()).isFalse();
        pass(Duration.ofMinutes(2));

        assertThat((List<?>) result.get(AT_ONCE)).hasSize(5).satisfies(outcomes -> {
            assertThat(outcomes.get(0)).isEqualTo("FAILURE null Optional[No 1]");
            assertThat(outcomes.get(1)).isEqualTo("SUCCESS 1 Optional.empty");
            assertThat(outcomes.get(2)).isEqualTo("IGNORED null Optional.empty");
            assertThat((String) outcomes.get(3)).startsWith("REVOKED null Optional[expired at");
            assertThat(outcomes.get(4)).isEqualTo("FAILURE null Optional[No 1]");
        });
        assertThat(works.failures).isEmpty();
    }

    @Test
    void typedOutcomesHaveValuesAndFailures() {
        class Judges {
            @Task(name = "judge")
            int judge(List<Outcome<Integer>> outcomes) {
                return outcomes.stream()
                        .filter(Outcome::successful)
                        .mapToInt(outcome -> outcome.value())
                        .sum();
            }
        }
        laptop.add(new Judges());
        works.timesToFail = 1;
        assertThat(run(laptop.tasks()
                        .<Integer>group(List.of(
                                laptop.tasks().signature(Works::fail, 1),
                                laptop.tasks().signature(Works::fail, 2)))
                        .tolerateFailures()
                        .join(Judges::judge)))
                .isEqualTo(7);
    }

    @Test
    void everyMessageDeliveredTwiceTellsOnce() {
        group(
                        sig("fail", 1).linkError(sig("failed")),
                        sig("one"),
                        sig("fail", 2).linkError(sig("failed")))
                .linkError(sig("failed"))
                .join(sig("sum"))
                .delay();
        workTwice();

        assertThat(works.done.stream().filter(call -> call.startsWith("failed")))
                .hasSize(3);
    }
}
