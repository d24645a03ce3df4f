package io.apium.engine.canvas;

import static io.apium.TaskState.FAILURE;
import static io.apium.TaskState.PENDING;
import static io.apium.TaskState.REVOKED;
import static io.apium.TaskState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.TaskRevokedException;
import io.apium.canvas.Canvas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done to a whole group reaches all steps of its members: that it is revoked, aborted, forgotten. */
class RevokedGroupTest extends OnLaptop {

    private static <R> Canvas<R> id(String id, Canvas<R> canvas) {
        return canvas.set(o -> o.taskId(id));
    }

    private void revoke(String group) {
        laptop.tasks().groupResult(group).revoke();
        laptop.tick();
        laptop.work();
    }

    /** {@return a group, of which more members are to come than are planned in one page} */
    private Canvas<?> large(int size) {
        return laptop.tasks()
                .group(IntStream.range(0, size)
                        .<Canvas<?>>mapToObj(i -> id("m" + i, sig("twice")))
                        .toList());
    }

    @Test
    void noStepOfAMemberIsCalled() {
        var result = group(
                        chain(id("a", sig("one")), id("b", sig("twice")), id("c", sig("twice"))),
                        id("d", group(id("e", sig("one")), chain(id("f", sig("one")), id("g", sig("twice"))))),
                        group(id("i", sig("one"))).set(o -> o.taskId("h")).join(id("j", sig("sum"))))
                .delay();
        result.revoke();
        laptop.work();

        assertThat(works.called).isEmpty();
        assertThat(states("a", "b", "c", "e", "f", "g", "i")).containsOnly(REVOKED);
        assertThat(states("d", "h", "j")).containsOnly(FAILURE);
        assertThat(result.ready()).isTrue();
        assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(TaskRevokedException.class);
    }

    @Test
    void oneRevokedMemberFailsAGroupThatNothingFollows() {
        var result = group(id("a", sig("one")), id("b", sig("one"))).delay();
        result.members().get(0).revoke();
        laptop.work();

        assertThat(states("a", "b")).containsExactly(REVOKED, SUCCESS);
        assertThatThrownBy(() -> result.get(AT_ONCE)).isInstanceOf(TaskRevokedException.class);
    }

    @Test
    void ofAMemberThatHasBegunTheStepsThatHaveNotAreNotCalled() {
        id(
                        "group",
                        group(
                                chain(id("a", sig("one")), id("b", sig("twice")), id("c", sig("twice"))),
                                group(id("d", sig("one"))).join(chain(id("e", sig("sum")), id("f", sig("twice"))))))
                .delay();
        deliver(2);
        revoke("group");

        assertThat(works.called).containsExactly("one", "one");
        assertThat(states("a", "b", "c")).containsExactly(SUCCESS, REVOKED, REVOKED);
        assertThat(states("d", "e", "f")).containsExactly(SUCCESS, REVOKED, REVOKED);
    }

    @Test
    void aLargeGroupIsRevokedByTheThousand() {
        var result = laptop.tasks()
                .group(IntStream.range(0, 2500).boxed(), Works::quick)
                .delay();

        assertThat(laptop.statements(result::revoke)).containsExactly("plan", "revoke", "revoke", "revoke");
        laptop.work();

        assertThat(works.called).isEmpty();
        assertThat(result.members())
                .hasSize(2500)
                .extracting(AsyncResult::state)
                .containsOnly(REVOKED);
    }

    @Test
    void itCanBeRevokedInsideTheTransactionThatSendsIt() {
        laptop.inTransaction(() -> id("group", group(id("a", sig("one")), chain(id("b", sig("one")), sig("twice"))))
                .delay()
                .revoke());
        laptop.work();

        assertThat(works.called).isEmpty();
        assertThat(states("a", "b")).containsOnly(REVOKED);
    }

    @Test
    void membersOfALargeGroupInsideAreNotCalled() {
        id("group", group(chain(sig("one"), large(700), sig("sum")))).delay();
        deliver(1);
        revoke("group");

        assertThat(works.called).containsExactly("one");
        assertThat(states("m0", "m499", "m500", "m699")).containsOnly(REVOKED);
    }

    @Test
    void whatAMemberHasReplacedItselfWithIsNotCalled() {
        works.replacement = () -> chain(id("a", sig("one")), group(id("b", sig("twice"))), sig("sum"));
        id("group", group(id("m", sig("become", 1)))).delay();
        deliver(1);
        revoke("group");

        assertThat(works.called).containsExactly("become[1]");
        assertThat(states("a", "b", "m")).containsOnly(REVOKED);
    }

    @Test
    void whatAStepOfAMemberHasReplacedItselfWithIsNotCalled() {
        works.replacement = () -> group(id("a", sig("one")), id("b", sig("one")));
        var result = group(chain(sig("one"), sig("become"), sig("sum")))
                .set(o -> o.taskId("group"))
                .join(sig("sum"))
                .delay();
        deliver(2);
        revoke("group");

        assertThat(works.called).containsExactly("one", "become[1]");
        assertThat(states("a", "b")).containsOnly(REVOKED);
        assertFailed(result, "somebody has revoked it");
    }

    @Test
    void whatAReplacementHasReplacedItselfWithIsNotCalled() {
        var replacements = new ArrayList<Canvas<?>>(List.of(
                chain(id("a", sig("become", 1)), sig("twice")),
                group(id("b", sig("become", 2))),
                chain(id("c", sig("one")), sig("twice"))));
        works.replacement = () -> replacements.remove(0);
        id("group", group(sig("become", 0))).delay();
        deliver(3);
        revoke("group");

        assertThat(works.called).containsExactly("become[0]", "become[1]", "become[2]");
        assertThat(state("c")).isEqualTo(REVOKED);
    }

    @Test
    void addedMembersAreNotCalled() {
        works.act = context -> {
            context.addToChord(id("b", sig("twice", 1)));
            return 1;
        };
        id("outer", group(chain(group(id("a", sig("act"))), sig("sum")))).delay();
        deliver(1);
        revoke("outer");

        assertThat(works.called).containsExactly("act");
        assertThat(states("a", "b")).containsExactly(SUCCESS, REVOKED);
    }

    @Test
    void abortReachesWhatAMemberHasReplacedItselfWith() {
        var seen = new ArrayList<Boolean>();
        works.act = context -> {
            seen.add(context.isAborted());
            return 1;
        };
        works.replacement = () ->
                chain(sig("act"), group(sig("act").immutable()), sig("act").immutable());
        var result = group(sig("become", 1)).delay();
        deliver(1);
        result.abort();
        laptop.work();

        assertThat(seen).containsExactly(true, true, true);
    }

    @Test
    void forgetReachesWhatAMemberHasReplacedItselfWithAndMembersOfALargeGroupInside() {
        works.replacement = () -> chain(id("a", sig("one")), id("b", group(id("c", sig("twice")))), sig("sum"));
        var result = sent(group(sig("become", 1), chain(sig("one"), id("d", large(501)), sig("sum"))));
        assertThat(states("a", "b", "c", "d", "m0", "m500")).containsOnly(SUCCESS);
        result.forget();

        assertThat(states("a", "b", "c", "d", "m0", "m500")).containsOnly(PENDING);
    }
}
