package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A member that adds members to its group. */
class AddToChordTest extends OnLaptop {

    @Test
    void theValuesOfNewMembersComeAfterThoseThatWereThereBefore() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            context.addToChord(chain(sig("one"), sig("add", 4)));
            return 0;
        };

        assertThat(run(group(sig("act"), sig("one")).join(sig("same")))).isEqualTo(List.of(0, 1, 20, 5));
    }

    @Test
    void theLastMemberCanAddOne() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            return 0;
        };

        assertThat(run(group(sig("one"), sig("act")).join(sig("sum")))).isEqualTo(21);
        assertThat(run(group(sig("act")).join(sig("sum")))).isEqualTo(20);
    }

    @Test
    void anAddedMemberCanAddAnother() {
        var left = new int[] {4};
        works.act = context -> {
            if (left[0]-- > 0) {
                context.addToChord(sig("act"));
            }
            return left[0];
        };

        assertThat(run(group(sig("act")).join(sig("same")))).isEqualTo(List.of(3, 2, 1, 0, -1));
    }

    @Test
    void groupsAndChordsCanBeAdded() {
        works.act = context -> {
            context.addToChord(group(sig("one"), sig("one")));
            context.addToChord(group(sig("one"), sig("one")).join(sig("sum")));
            context.addToChord(group());
            return 0;
        };

        assertThat(run(group(sig("act")).join(sig("same")))).isEqualTo(List.of(0, List.of(1, 1), 2, List.of()));
    }

    @Test
    void aMemberOfALargeGroupCanAddToo() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            return 0;
        };
        var members = Stream.concat(
                        Stream.of(sig("act"), sig("act")),
                        IntStream.range(0, 40).mapToObj(i -> sig("one")))
                .toList();

        assertThat(run(laptop.tasks().chord(members, sig("sum")))).isEqualTo(80);
    }

    @Test
    void itIsSentWithTheCommitAndHasAnIdAtOnce() {
        var added = new ArrayList<AsyncResult<?>>();
        works.act = context -> {
            added.add(context.addToChord(sig("twice", 10)));
            return 0;
        };
        var result = group(sig("act")).join(sig("sum")).delay();
        laptop.crash("apium");
        assertThat(laptop.messages("apium")).hasSize(1);
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(20);
        assertThat(added.get(1).get(AT_ONCE)).isEqualTo(20);
        assertThat(added.get(0).state()).isEqualTo(TaskState.PENDING);
        var group = laptop.tasks().groupResult(result.parent().orElseThrow().id());
        assertThat(group.members())
                .extracting(AsyncResult::id)
                .hasSize(2)
                .endsWith(added.get(1).id());
        assertThat(group.members().get(0).children())
                .extracting(AsyncResult::id)
                .containsExactly(added.get(1).id());
        assertThat(group.get(AT_ONCE)).isEqualTo(List.of(0, 20));
    }

    @Test
    void whatAFailedMemberHasAddedIsNotSent() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            throw new IllegalStateException("no");
        };
        var result = sent(group(sig("act"), sig("one")).tolerateFailures().join(sig("outcomes")));

        assertThat((List<?>) result.get(AT_ONCE)).hasSize(2);
        assertThat(works.called).doesNotContain("twice[10]");
        var member = laptop.tasks()
                .groupResult(result.parent().orElseThrow().id())
                .members()
                .get(0);
        assertThat(member.children()).isEmpty();
    }

    @Test
    void aMemberThatFailsButKeepsItsWorkHasAdded() {
        class Keepers {
            @Task(name = "keep", dontRollbackOn = IllegalStateException.class)
            int keep(TaskContext context) {
                context.addToChord(sig("twice", 10));
                throw new IllegalStateException("no");
            }
        }
        laptop.add(new Keepers());

        assertThat((List<?>)
                        run(group(sig("keep"), sig("one")).tolerateFailures().join(sig("outcomes"))))
                .hasSize(3);
        assertFailed(sent(group(sig("keep"), sig("one")).join(sig("sum"))), "no");
        assertThat(works.done.stream().filter(call -> call.equals("twice[10]"))).hasSize(2);
    }

    @Test
    void aMemberThatIgnoresItselfHasAdded() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            throw context.ignore();
        };

        assertThat(run(group(sig("act"), sig("one")).join(sig("same")))).isEqualTo(Arrays.asList(null, 1, 20));
    }

    @Test
    void aMemberThatIsReplacedHasAdded() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            throw context.replace(chain(sig("one"), sig("twice")));
        };

        assertThat(run(group(sig("act"), sig("one")).join(sig("same")))).isEqualTo(List.of(2, 1, 20));
        assertThat(run(group(sig("act")).join(sig("same")))).isEqualTo(List.of(2, 20));
    }

    @Test
    void aMemberThatRetriesAddsOnce() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            if (context.attempt() == 0) {
                throw context.retry().countdown(AT_ONCE);
            }
            return 0;
        };

        assertThat(run(group(sig("act")).join(sig("same")))).isEqualTo(List.of(0, 20));
    }

    @Test
    void aLeasedMemberCanAdd() {
        class Leasers {
            @Task(name = "lease", execution = Execution.AT_LEAST_ONCE)
            int lease(TaskContext context) {
                context.addToChord(sig("twice", 10));
                return 0;
            }
        }
        laptop.add(new Leasers());

        assertThat(run(group(sig("lease")).join(sig("same")))).isEqualTo(List.of(0, 20));
    }

    @Test
    void aTaskThatIsNoMemberOfSuchAGroupIsRefused() {
        works.act = context -> {
            assertThatThrownBy(() -> context.addToChord(sig("one")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("member of a group");
            return 1;
        };

        assertThat(run(sig("act"))).isEqualTo(1);
        assertThat(run(group(sig("act")))).isEqualTo(List.of(1));
        assertThat(run(group(chain(sig("act"), sig("twice"))).join(sig("same"))))
                .isEqualTo(List.of(2));
        assertThat(sig("act").call()).isEqualTo(1);
    }

    @Test
    void anAddedMemberThatFailsFailsTheGroup() {
        works.act = context -> {
            context.addToChord(sig("fail", 1));
            return 0;
        };

        assertFailed(sent(group(sig("act"), sig("one")).join(sig("sum"))), "No 1");
    }

    @Test
    void everyMessageDeliveredTwiceAddsOnce() {
        works.act = context -> {
            context.addToChord(sig("twice", 10));
            return 0;
        };
        var result = group(sig("act"), sig("one")).join(sig("same")).delay();
        workTwice();

        assertThat(result.get(AT_ONCE)).isEqualTo(List.of(0, 1, 20));
    }
}
