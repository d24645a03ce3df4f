package io.apium.engine.canvas;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskState;
import io.apium.WorkflowGraph.Node;
import io.apium.canvas.Canvas;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Workflows that have failed and are run on. */
class RetryFailedTest extends OnLaptop {

    /** Runs the workflow on. {@return what was sent again} */
    private List<String> retry(AsyncResult<?> result) {
        works.timesToFail = 0;
        var retried = laptop.tasks().workflow(stored(result.id()).rootId()).retryFailed();
        laptop.work();
        return retried;
    }

    private void assertSucceeds(AsyncResult<?> result, Object value) {
        var root = stored(result.id()).rootId();
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(retry(result)).isNotEmpty();
        var again = laptop.tasks().result(result.id());
        assertThat(again.get(AT_ONCE)).isEqualTo(value);
        assertThat(laptop.tasks().workflow(root).graph().nodes())
                .extracting(Node::state)
                .doesNotContain(TaskState.FAILURE, TaskState.PENDING, TaskState.REVOKED);
        assertThat(retry(again)).isEmpty();
    }

    @Test
    void aStepOfAChainRunsOnceMoreWithTheArgumentsThatItHad() {
        var result = sent(chain(
                sig("one"), sig("fail").set(o -> o.taskId("step")), sig("twice").link(sig("log")), sig("add", 1)));
        works.called.clear();

        assertSucceeds(result, 15);
        assertThat(works.called).containsExactly("fail[1]", "twice[7]", "log[14]", "add[14, 1]");
        assertThat(laptop.tasks().result("step").attempts())
                .extracting(attempt -> attempt.state())
                .containsExactly(TaskState.RETRY, TaskState.SUCCESS);
    }

    @Test
    void theFirstAndTheLastStepToo() {
        assertSucceeds(sent(chain(sig("fail", 1), sig("twice"))), 14);
        works.timesToFail = 1;
        assertSucceeds(sent(chain(sig("one"), sig("fail"))), 7);
    }

    @Test
    void aMemberOfAGroupWhateverEndsBeforeItAndAfterIt() {
        for (int failing = 0; failing < 3; failing++) {
            var members = new ArrayList<Canvas<?>>(List.of(sig("one"), sig("twice", 1)));
            members.add(failing, sig("fail", 1));
            works.timesToFail = 1;
            var result = sent(laptop.tasks().chord(members, sig("sum")));
            works.called.clear();

            assertSucceeds(result, 10);
            assertThat(works.called).hasSize(2);
        }
    }

    @Test
    void aMemberOfALargeGroup() {
        var members = Stream.concat(
                        Stream.of(sig("fail", 1)), IntStream.range(0, 60).mapToObj(i -> sig("quick", 1)))
                .toList();

        assertSucceeds(sent(laptop.tasks().chord(members, sig("sum"))), 67);
    }

    @Test
    void allMembersThatHaveFailed() {
        var result = sent(group(sig("fail", 1), sig("one"), sig("fail", 2)).join(sig("sum")));

        assertSucceeds(result, 15);
    }

    @Test
    void theyMayFailAgain() {
        works.timesToFail = 3;
        var result = sent(group(sig("fail", 1), sig("one"), sig("fail", 2))
                .join(sig("sum").linkError(sig("failed"))));
        var root = stored(result.id()).rootId();
        assertThat(laptop.tasks().workflow(root).retryFailed()).hasSize(2);
        laptop.work();
        assertThat(laptop.tasks().result(result.id()).state()).isEqualTo(TaskState.FAILURE);
        assertThat(works.failures).hasSize(2);

        assertThat(laptop.tasks().workflow(root).retryFailed()).hasSize(1);
        laptop.work();
        assertThat(laptop.tasks().result(result.id()).get(AT_ONCE)).isEqualTo(15);
    }

    @Test
    void theBody() {
        assertSucceeds(sent(group(sig("one"), sig("one")).join(chain(sig("fail"), sig("twice")))), 14);
    }

    @Test
    void aMemberOfAnInnerGroup() {
        assertSucceeds(
                sent(chain(
                        group(chain(group(sig("fail", 1), sig("one")), sig("sum")), sig("one"))
                                .link(sig("log")),
                        sig("sum"),
                        sig("twice"))),
                18);
        assertThat(works.done).contains("log[[8, 1]]");
    }

    @Test
    void aMemberOfAGroupThatNothingFollows() {
        var result = group(sig("fail", 1), sig("one")).delay();
        laptop.work();
        works.timesToFail = 0;
        assertThat(laptop.tasks().workflow(result.id()).retryFailed()).hasSize(1);
        laptop.work();

        assertThat(laptop.tasks().groupResult(result.id()).get(AT_ONCE)).isEqualTo(List.of(7, 1));
    }

    @Test
    void aLongChain() {
        var steps = new ArrayList<Canvas<?>>(List.of(sig("fail", 1)));
        steps.addAll(nCopies(100, sig("add", 1)));

        assertSucceeds(sent(laptop.tasks().chain(steps)), 107);
        steps.add(50, sig("fail"));
        works.timesToFail = 1;
        steps.set(0, sig("one"));
        assertSucceeds(sent(laptop.tasks().chain(steps)), 58);
    }

    @Test
    void aTaskWhoseReplacementHasFailed() {
        works.replacement = () -> chain(sig("one"), sig("fail"), sig("twice"));

        assertSucceeds(sent(group(sig("become", 1), sig("one")).join(sig("sum"))), 15);
    }

    @Test
    void aLeasedTask() {
        var times = new int[] {1};
        class Leasers {
            @Task(name = "lease", execution = Execution.AT_LEAST_ONCE)
            int lease(int number) {
                if (times[0]-- > 0) {
                    throw new IllegalStateException("no");
                }
                return number;
            }
        }
        laptop.add(new Leasers());

        assertSucceeds(sent(group(sig("lease", 3), sig("one")).join(sig("sum"))), 4);
    }

    @Test
    void aTaskThatWasRejected() {
        var times = new int[] {1};
        works.act = context -> {
            if (times[0]-- > 0) {
                throw context.reject("no");
            }
            return 4;
        };

        assertSucceeds(sent(chain(sig("act"), sig("twice"))), 8);
    }

    @Test
    void aTaskThatWasUnknown() {
        var result = sent(group(sig("missing", 4), sig("one")).join(sig("sum")));
        class Late {
            @Task(name = "missing")
            int missing(int number) {
                return number;
            }
        }
        laptop.add(new Late());

        assertSucceeds(result, 5);
    }

    @Test
    void aTaskThatHasExpiredMayRunNow() {
        var result = group(sig("one").set(o -> o.expires(Duration.ofMinutes(1))), sig("fail", 1))
                .join(sig("sum"))
                .delay();
        laptop.clock().advance(Duration.ofMinutes(2));
        laptop.work();

        assertSucceeds(result, 8);
    }

    @Test
    void aStepThatCouldNotBeSent() {
        laptop.removeQueue("gone");
        var result = sent(chain(sig("one"), sig("twice").set(o -> o.queue("gone")), sig("twice")));
        var body = sent(group(sig("one"), sig("one")).join(sig("sum").set(o -> o.queue("gone"))));
        laptop.addQueue("gone");

        assertSucceeds(result, 4);
        assertSucceeds(body, 2);
    }

    @Test
    void aGroupThatCouldNotBeSent() {
        laptop.removeQueue("gone");
        var gone = sig("twice").set(o -> o.queue("gone"));
        var middle = sent(chain(sig("one"), group(sig("twice"), gone), sig("sum")));
        var afterAGroup = sent(chain(
                group(sig("one"), sig("one")), group(sig("sum"), sig("sum").set(o -> o.queue("gone"))), sig("sum")));
        var large = sent(chain(
                sig("one"),
                laptop.tasks()
                        .group(Stream.concat(nCopies(600, sig("twice")).stream(), Stream.of(gone))
                                .toList()),
                sig("sum")));
        var inAGroup = sent(group(chain(sig("one"), group(gone, sig("twice")), sig("sum")), sig("one"))
                .join(sig("sum")));
        laptop.addQueue("gone");

        assertSucceeds(middle, 4);
        assertSucceeds(afterAGroup, 4);
        assertSucceeds(large, 1202);
        assertSucceeds(inAGroup, 5);
    }

    @Test
    void whatWasTooLargeOnANodeThatTakesMore() {
        try (var small = new Laptop(Map.of("apium.message-max-payload", "2000"))) {
            small.add(new Works(small)).act = context -> "x".repeat(5000);
            var result = small.tasks()
                    .chain(
                            small.tasks().signature("act"),
                            small.tasks().signature("text", "y").set(o -> o.taskId("step")))
                    .delay();
            small.work();
            var root = small.result(result.id()).orElseThrow().rootId();
            assertThatThrownBy(() -> small.tasks().workflow(root).retryFailed())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(root, "step", "still cannot be sent", "large", "nothing of it was sent");
            assertThat(small.tasks().result("step").state()).isEqualTo(TaskState.FAILURE);

            try (var large = small.anotherNode(Map.of())) {
                assertThat(large.tasks().workflow(root).retryFailed()).containsExactly("step");
                large.work();
                assertThat(String.valueOf(large.tasks().result("step").get(AT_ONCE)))
                        .endsWith("xy");
            }
        }
    }

    @Test
    void aMessageThatCannotBeReadIsRefused() {
        var result = group(sig("one").set(o -> o.taskId("unreadable")), sig("fail", 1))
                .join(sig("sum"))
                .delay();
        var message = laptop.messages("apium").get(0);
        laptop.replaceMessage(message, "{");
        laptop.work();
        works.timesToFail = 0;
        var root = stored(result.id()).rootId();

        assertThatThrownBy(() -> laptop.tasks().workflow(root).retryFailed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(root, "unreadable", "cannot be read", "nothing of it was sent", "new canvas");
        laptop.work();
        assertThat(laptop.tasks().result(result.id()).state()).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void aTaskWithACallback() {
        var result = sent(sig("fail", 1).link(sig("log")));

        assertSucceeds(result, 7);
        assertThat(works.done).contains("log[7]");
    }

    @Test
    void aTolerantGroupIsNotWaitedForAgain() {
        var result = sent(group(sig("fail", 1), sig("one")).tolerateFailures().join(sig("outcomes")));
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        works.called.clear();
        retry(result);

        assertThat(works.called).doesNotContain("outcomes");
    }

    @Test
    void theMessageOfTheFailedAttemptIsDroppedIfItComesAgain() {
        var result = chain(sig("fail", 1), sig("twice")).delay();
        deliver(1);
        assertThat(laptop.messages("apium")).hasSize(1);
        works.timesToFail = 0;
        laptop.tasks().workflow(stored(result.id()).rootId()).retryFailed();
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(14);
        assertThat(works.called).containsExactly("fail[1]", "fail[1]", "twice[7]");
    }

    @Test
    void itIsDoneInOneTransaction() {
        var result = sent(group(sig("fail", 1), sig("fail", 2)).join(sig("sum")));
        var workflow = laptop.tasks().workflow(stored(result.id()).rootId());
        laptop.failCommits(1);
        assertThatThrownBy(workflow::retryFailed).isInstanceOf(IllegalStateException.class);
        assertThat(laptop.messages("apium")).isEmpty();
        assertThat(state(result.id())).isEqualTo(TaskState.FAILURE);

        works.timesToFail = 0;
        laptop.failCommitsAfter(1, 1);
        workflow.retryFailed();
        laptop.failCommits(0);
        laptop.work();
        assertThat(laptop.tasks().result(result.id()).get(AT_ONCE)).isEqualTo(14);
    }

    @Test
    void nothingIsSentAgainIfNothingHasFailed() {
        var result = sent(chain(sig("one"), sig("twice")));

        assertThat(retry(result)).isEmpty();
    }

    @Test
    void itSaysWhyNothingCanBeSentAgain() {
        assertThatThrownBy(() -> laptop.tasks().workflow("unknown").retryFailed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing is stored of workflow unknown");

        var alone = sent(sig("fail", 1));
        assertThatThrownBy(() -> laptop.tasks().workflow(alone).retryFailed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Task 'fail' " + alone.id() + " has failed")
                .hasMessageContaining("send it again");

        works.act = context -> sig("fail", 2).delay().id();
        var sender = sent(sig("act"));
        assertThatThrownBy(() -> laptop.tasks().workflow(sender).retryFailed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Task 'fail' " + sender.get(AT_ONCE));
    }

    @Test
    void whatAGroupHasTakenForAnOutcomeIsNothingToRetry() {
        var result = sent(group(sig("fail", 1), sig("one")).tolerateFailures().join(sig("outcomes")));

        assertThat(laptop.tasks().workflow(result).retryFailed()).isEmpty();
    }

    @Test
    void aRevokedMemberKeepsNoOtherFromRunningAgain() {
        var group = group(sig("fail", 1), sig("one").set(o -> o.taskId("revoked")), sig("fail", 2))
                .delay();
        laptop.tasks().result("revoked").revoke();
        laptop.tick();
        laptop.work();
        works.timesToFail = 0;
        var failed = List.of(group.members().get(0).id(), group.members().get(2).id());

        assertThat(laptop.tasks().workflow(group.id()).retryFailed()).containsExactlyInAnyOrderElementsOf(failed);
        laptop.work();
        assertThat(group.members())
                .extracting(AsyncResult::state)
                .containsExactly(TaskState.SUCCESS, TaskState.REVOKED, TaskState.SUCCESS);
        assertThat(works.called).doesNotContain("one");
    }

    @Test
    void whatWaitsForARevokedTaskIsNotRunOn() {
        var inner = chain(group(sig("fail", 1), sig("one")), sig("sum").set(o -> o.taskId("inner")));
        var result = group(sig("one").set(o -> o.taskId("revoked")), inner, sig("fail", 2))
                .join(sig("sum").linkError(sig("failed")))
                .delay();
        laptop.tasks().result("revoked").revoke();
        laptop.tick();
        laptop.work();
        works.timesToFail = 0;
        works.called.clear();
        var workflow = laptop.tasks().workflow(stored(result.id()).rootId());

        assertThat(workflow.retryFailed()).hasSize(2);
        laptop.work();
        assertThat(laptop.tasks().result("inner").get(AT_ONCE)).isEqualTo(8);
        assertThat(works.called).containsExactlyInAnyOrder("fail[1]", "fail[2]", "sum[[7, 1]]");
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(works.failures).hasSize(1);
        assertThatThrownBy(workflow::retryFailed)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("somebody has revoked task revoked");
    }

    @Test
    void theWorkflowIsFoundByItsResultAndByAnyPartThatHasEnded() {
        var result = chain(sig("one"), sig("fail"), sig("twice")).delay();
        assertThat(laptop.tasks().workflow(result).graph().nodes()).hasSize(3);
        laptop.work();
        assertThat(laptop.tasks().workflow(result.id()).graph().nodes()).hasSize(3);
        works.timesToFail = 0;

        assertThat(laptop.tasks().workflow(result.id()).retryFailed()).hasSize(1);
        laptop.work();
        // The handle looks for itself.
        assertThat(result.get(AT_ONCE)).isEqualTo(14);
    }

    @Test
    void aResultThatWasSeenAsFailedIsSeenAsWhatItIsNow() {
        var result = sent(chain(sig("fail", 1), sig("twice")));
        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        works.timesToFail = 0;
        laptop.tasks().workflow(result).retryFailed();
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
        laptop.work();
        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);

        laptop.tasks().result(result.id()).forget();
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
    }

    @Test
    void failuresAreKeptForAWeek() {
        var result = sent(chain(sig("fail", 1), sig("twice")));
        var root = stored(result.id()).rootId();
        laptop.clock().advance(Duration.ofDays(8));
        laptop.tick();

        assertThatThrownBy(() -> laptop.tasks().workflow(root).retryFailed()).isInstanceOf(IllegalStateException.class);
    }
}
