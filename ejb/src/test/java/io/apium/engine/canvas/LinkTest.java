package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.AsyncResult;
import io.apium.TaskState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks. */
class LinkTest extends OnLaptop {

    @Test
    void aCallbackTakesTheValueAndIsSentWithTheCommit() {
        sig("twice", 2).link(sig("log")).link(sig("add", 10)).delay();
        laptop.crash("apium");
        assertThat(laptop.messages("apium")).hasSize(1);

        deliver(1);
        assertThat(laptop.messages("apium")).hasSize(2);
        laptop.work();
        assertThat(works.done).containsExactly("twice[2]", "log[4]", "add[4, 10]");
    }

    @Test
    void anImmutableCallbackTakesNothing() {
        run(sig("one").link(sig("log", "done").immutable()).link(sig("alarm").immutable()));

        assertThat(works.done).containsExactly("one", "log[done]", "alarm");
    }

    @Test
    void theSameCallbackIsNotAddedTwice() {
        var signature = sig("one")
                .link(sig("log"))
                .link(sig("log"))
                .linkError(sig("failed"))
                .linkError(sig("failed"));

        assertThat(signature.links()).hasSize(1);
        assertThat(signature.errorLinks()).hasSize(1);
        run(signature);
        assertThat(works.done).containsExactly("one", "log[1]");
        var other = signature.link(sig("log").set(o -> o.priority(3)));
        assertThat(other.links()).hasSize(2);
        assertThat(signature.links()).hasSize(1);
    }

    @Test
    void aChainCallsBackAfterItsLastStep() {
        run(chain(sig("one"), sig("twice")).link(sig("log")));

        assertThat(works.done).containsExactly("one", "twice[1]", "log[2]");
    }

    @Test
    void aGroupCallsBackOnceWhenAllHaveSucceeded() {
        run(group(sig("one"), sig("twice", 2)).link(sig("log")));
        assertThat(works.done).containsExactly("one", "twice[2]", "log[[1, 4]]");

        works.done.clear();
        sent(group(sig("one"), sig("fail", 2)).link(sig("log")));
        assertThat(works.done).containsExactly("one");
    }

    @Test
    void aGroupInAChainCallsBackBesideTheNextStep() {
        assertThat(run(chain(group(sig("one"), sig("one")).link(sig("log")), sig("sum"))))
                .isEqualTo(2);
        assertThat(works.done).contains("log[[1, 1]]");
    }

    @Test
    void aMembersCallbackIsItsOwn() {
        run(group(sig("one").link(sig("log")), sig("twice", 2)).join(sig("sum")));

        assertThat(works.done).containsOnlyOnce("log[1]").contains("sum[[1, 4]]");
    }

    @Test
    void anEmptyGroupCallsBackToo() {
        run(group().link(sig("log")));

        assertThat(works.done).containsExactly("log[[]]");
    }

    @Test
    void callbacksHaveIdsFromTheBeginningAndAreChildren() {
        var result = sig("one")
                .link(sig("log").set(o -> o.taskId("callback")))
                .link(group(sig("log")).set(o -> o.taskId("callbacks")))
                .delay();
        laptop.work();

        assertThat(result.children()).extracting(AsyncResult::id).containsExactly("callback", "callbacks");
        assertThat(stored("callback").parentId()).isEqualTo(result.id());
        assertThat(stored("callback").rootId()).isEqualTo(result.id());
        assertThat(laptop.tasks().groupResult("callbacks").members()).hasSize(1);
    }

    @Test
    void aCallbackThatFailsDoesNotTouchItsTask() {
        var result = sent(sig("one").link(sig("fail").set(o -> o.taskId("callback"))));

        assertThat(result.get(AT_ONCE)).isEqualTo(1);
        assertThat(state("callback")).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void aCallbackOfWhatDoesNotSucceedEndsToo() {
        var link = sig("log").set(o -> o.taskId("callback"));
        sent(sig("fail", 1).link(link));
        assertThat(state("callback")).isEqualTo(TaskState.FAILURE);

        laptop.tasks().result("callback").forget();
        sent(sig("skip", 1).link(link));
        assertThat(state("callback")).isEqualTo(TaskState.REVOKED);

        laptop.tasks().result("callback").forget();
        sent(group(sig("fail", 1), sig("one")).link(link));
        assertThat(state("callback")).isEqualTo(TaskState.FAILURE);
    }

    @Test
    void aCallbackThatRetriesIsNoMatterOfItsTask() {
        var result = sent(sig("same", 5).link(sig("retry").link(sig("log"))));
        assertThat(result.get(AT_ONCE)).isEqualTo(5);

        pass(Duration.ofMinutes(1));
        assertThat(works.done).endsWith("log[5]");
    }

    @Test
    void everyMessageDeliveredTwiceCallsBackOnce() {
        group(sig("one").link(sig("log")), sig("one")).link(sig("log")).delay();
        workTwice();

        assertThat(works.done.stream().filter(call -> call.startsWith("log")).toList())
                .isEqualTo(List.of("log[1]", "log[[1, 1]]"));
    }
}
