package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Index.atIndex;

import io.apium.AsyncResult;
import io.apium.GroupNotSentException;
import io.apium.InvalidArgumentsException;
import io.apium.TaskState;
import io.apium.engine.LaptopMessage;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupTest extends OnLaptop {

    @Test
    void allMembersAreSentAtOnce() {
        group(sig("one"), sig("twice", 2), chain(sig("one"), sig("twice"))).delay();

        assertThat(laptop.messages("apium"))
                .extracting(message -> message.properties().get("apium_task"))
                .containsExactly("one", "twice", "one");
    }

    @Test
    void itsValueIsTheListInTheOrderOfTheMembersWhicheverEndsFirst() {
        var result = group(sig("twice", 1), sig("twice", 2).set(o -> o.priority(9)), sig("twice", 3))
                .delay();
        laptop.work();

        assertThat(works.done).startsWith("twice[2]");
        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(2, 4, 6));
    }

    @Test
    void aGroupOfOneIsAListOfOneAndAnEmptyOneAnEmptyList() {
        assertThat(run(group(sig("one")))).isEqualTo(List.of(1));
        assertThat(run(chain(group(sig("one"))))).isEqualTo(List.of(1));
        assertThat(run(group())).isEqualTo(List.of());
        assertThat(run(chain(sig("one"), group()))).isEqualTo(List.of());
    }

    @Test
    void anEmptyOneHasEndedBeforeItBegins() {
        var result = group().delay();

        assertThat(result.state()).isEqualTo(TaskState.SUCCESS);
        assertThat(result.ready()).isTrue();
        assertThat(result.successful()).isTrue();
        assertThat(result.members()).isEmpty();
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aMemberMayReturnNothing() {
        assertThat(run(group(sig("nothing"), sig("one")))).isEqualTo(Arrays.asList(null, 1));
        assertThat(run(group(sig("nothing"), sig("one")).join(sig("same")))).isEqualTo(Arrays.asList(null, 1));
    }

    @Test
    void everyMemberTakesTheValueOfTheStepBefore() {
        assertThat(run(chain(sig("add", 5, 6), group(chain(sig("add", 1), sig("add", 2)), sig("add", 3)))))
                .isEqualTo(List.of(14, 14));
    }

    @Test
    void moreArgumentsGoToEveryMemberThatTakesThem() {
        var group =
                group(sig("text", "b"), sig("text", "x", "y").immutable(), chain(sig("text", "c"), sig("text", "d")));

        assertThat(run(group.prepended("a"))).isEqualTo(List.of("ab", "xy", "acd"));
    }

    @Test
    void theMembersOfAnImmutableGroupTakeNothing() {
        assertThat(run(chain(sig("one"), group(sig("twice", 5), sig("nothing")).immutable(), sig("same"))))
                .isEqualTo(Arrays.asList(10, null));
    }

    @Test
    void membersAreChildrenOfTheGroupAndKnowIt() {
        var result = chain(sig("see", "a"), group(sig("see"), chain(sig("see"), sig("see"))))
                .set(o -> o.taskId("all"))
                .delay();
        laptop.work();

        assertThat(result.id()).isEqualTo("all");
        var root = works.seen.get(0).id();
        assertThat(works.seen).extracting(Works.Seen::rootId).containsOnly(root);
        assertThat(works.seen.subList(1, 4))
                .allMatch(seen -> seen.groupId().orElseThrow().equals("all"));
        assertThat(works.seen.get(1).parentId()).contains(root);
        assertThat(works.seen.get(3).parentId()).contains(works.seen.get(2).id());
        assertThat(result.parent().orElseThrow().id()).isEqualTo(root);
        assertThat(result.children())
                .hasSize(2)
                .extracting(AsyncResult::id)
                .contains(works.seen.get(1).id());
        assertThat(result.children().get(0).parent().orElseThrow().id()).isEqualTo("all");
    }

    @Test
    void theRootOfAGroupIsTheGroup() {
        var result = group(sig("see", 1), sig("see", 2)).delay();
        laptop.work();

        assertThat(works.seen).extracting(Works.Seen::rootId).containsOnly(result.id());
        assertThat(works.seen).allMatch(seen -> seen.parentId().isEmpty());
    }

    @Test
    void aGroupInAGroupIsOneMember() {
        assertThat(run(group(group(sig("one"), sig("one")), sig("one")))).isEqualTo(List.of(List.of(1, 1), 1));
    }

    @Test
    void aStreamIsReadWhenTheGroupIsSent() {
        var read = new ArrayList<Integer>();
        var group = laptop.tasks().group(IntStream.range(0, 40).boxed().peek(read::add), Works::twice);
        assertThat(read).isEmpty();

        var result = group.delay();
        assertThat(read).hasSize(40);
        laptop.work();
        assertThat(result.get(AT_ONCE)).hasSize(40).contains(78, atIndex(39));
        assertThatThrownBy(group::delay).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aGroupOfACollectionCanBeSentManyTimes() {
        var group = laptop.tasks().group(List.of(1, 2), Works::twice);

        assertThat(run(group)).isEqualTo(List.of(2, 4));
        assertThat(run(group)).isEqualTo(List.of(2, 4));
    }

    @Test
    void aStreamOfCanvasesIsAGroup() {
        assertThat(run(laptop.tasks().group(Stream.of(sig("one"), chain(sig("one"), sig("twice"))))))
                .isEqualTo(List.of(1, 2));
    }

    @Test
    void skewedMembersStartOneAfterTheOther() {
        var skewed = group(sig("twice", 1), chain(sig("twice", 2), sig("twice")), sig("twice", 3))
                .skew(Duration.ofSeconds(10), Duration.ofSeconds(5));
        var start = laptop.clock().instant();
        skewed.delay();

        assertThat(laptop.messages("apium"))
                .extracting(LaptopMessage::dueAt)
                .containsExactly(start.plusSeconds(10), start.plusSeconds(15), start.plusSeconds(20));
        skewed.delay();
        assertThat(laptop.messages("apium"))
                .extracting(LaptopMessage::dueAt)
                .last()
                .isEqualTo(start.plusSeconds(20));
    }

    @Test
    void skewedMembersThatWouldStartTooLateStartWithTheLastThatDoesNot() {
        var start = laptop.clock().instant();
        group(sig("one"), sig("one"), sig("one"), sig("one"), sig("one"))
                .skew(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(2))
                .delay();

        assertThat(laptop.messages("apium"))
                .extracting(LaptopMessage::dueAt)
                .containsExactly(
                        start.plusSeconds(1),
                        start.plusSeconds(3),
                        start.plusSeconds(5),
                        start.plusSeconds(5),
                        start.plusSeconds(5));
    }

    @Test
    void theLastStartOfSkewedMembersMayBeTheStopItselfOrTheStart() {
        var start = laptop.clock().instant();
        var group = group(sig("one"), sig("one"), sig("one"));
        group.skew(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1))
                .delay();
        group.skew(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(1))
                .delay();

        assertThat(laptop.messages("apium"))
                .extracting(LaptopMessage::dueAt)
                .containsExactly(
                        start.plusSeconds(1),
                        start.plusSeconds(2),
                        start.plusSeconds(2),
                        start.plusSeconds(9),
                        start.plusSeconds(9),
                        start.plusSeconds(9));
    }

    @Test
    void aSkewThatGoesNowhereIsRefused() {
        var group = group(sig("one"));
        var second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> group.skew(second, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from PT1S to PT0S by PT1S");
        assertThatThrownBy(() -> group.skew(Duration.ZERO, second, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group.skew(Duration.ZERO, second, second.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingCancelsTheOthersWhenOneFails() {
        var result = sent(group(sig("fail", 1), sig("one"), sig("twice", 2)));

        assertThat(result.state()).isEqualTo(TaskState.FAILURE);
        assertThat(works.done).containsExactly("one", "twice[2]");
    }

    @Test
    void aGroupIsSentWholeOrNotAtAllAlsoOutsideATransaction() {
        laptop.failCommits(1);
        assertThatThrownBy(() -> laptop.tasks()
                        .group(IntStream.range(0, 600).boxed(), Works::quick)
                        .join(Works::sum)
                        .delay())
                .isInstanceOf(IllegalStateException.class);
        assertThat(laptop.messages("apium")).isEmpty();

        laptop.failCommitsAfter(1, 1);
        laptop.tasks()
                .group(IntStream.range(0, 600).boxed(), Works::quick)
                .join(Works::sum)
                .delay();
        laptop.failCommits(0);
        assertThat(laptop.messages("apium")).hasSize(600);
        laptop.work();
        assertThat(works.done).hasSize(601);
    }

    @Test
    void aGroupThatCannotBeSentWholeTakesItsTransactionWithIt() {
        var group =
                laptop.tasks().group(IntStream.range(0, 700).mapToObj(i -> i < 650 ? sig("twice", i) : sig("twice")));

        laptop.inTransaction(() -> {
            assertThatThrownBy(group::delay)
                    .isInstanceOf(GroupNotSentException.class)
                    .hasCauseInstanceOf(InvalidArgumentsException.class);
            assertThat(laptop.transactions().status()).isEqualTo(Transactions.Status.ROLLBACK_ONLY);
        });
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void twoPartsOfACanvasMustNotHaveTheSameId() {
        var same = sig("one").immutable().set(o -> o.taskId("same"));

        assertThatThrownBy(() -> group(same, same).delay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same");
        assertThatThrownBy(() -> chain(same, sig("nothing").immutable(), same).delay())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> group(sig("one"), same).set(o -> o.taskId("same")).delay())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chain(sig("one").link(same), same).delay())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(laptop.messages("apium")).isEmpty();
    }
}
