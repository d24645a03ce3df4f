package io.apium.engine.canvas;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.InvalidArgumentsException;
import io.apium.TaskState;
import io.apium.canvas.Chain;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainTest extends OnLaptop {

    private static List<String> ids(AsyncResult<?> last) {
        return Stream.<AsyncResult<?>>iterate(
                        last,
                        result -> result != null,
                        result -> result.parent().orElse(null))
                .<String>map(AsyncResult::id)
                .toList();
    }

    @Test
    void eachStepTakesTheValueOfTheOneBeforeItsOwnArguments() {
        assertThat(run(chain(sig("text", "a", "b"), sig("text", "c"), sig("text", "d"))))
                .isEqualTo("abcd");
        assertThat(run(sig("text", "a", "b").then(sig("text", "c")).then(sig("text", "d"))))
                .isEqualTo("abcd");
    }

    @Test
    void onlyTheFirstStepIsSentAtOnce() {
        chain(sig("one"), sig("twice"), sig("twice")).delay();
        assertThat(laptop.messages("apium")).hasSize(1);

        deliver(1);
        assertThat(laptop.messages("apium")).hasSize(1);
        assertThat(works.done).containsExactly("one");
    }

    @Test
    void itsResultIsTheLastStepsAndTheOthersAreItsParents() {
        var result = chain(sig("one"), sig("twice"), sig("add", 5)).delay();
        var known = ids(result);

        assertThat(known).hasSize(3).doesNotHaveDuplicates();
        assertThat(result.parent().orElseThrow().parent().orElseThrow().id()).isEqualTo(known.get(2));
        laptop.work();

        assertThat(result.get(AT_ONCE)).isEqualTo(7);
        assertThat(result.parent().orElseThrow().get(AT_ONCE)).isEqualTo(2);
        assertThat(ids(laptop.tasks().result(result.id()))).isEqualTo(known);
        assertThat(laptop.tasks().result(known.get(2)).children())
                .extracting(AsyncResult::id)
                .containsExactly(known.get(1));
    }

    @Test
    void allStepsHaveTheRootOfTheFirstAndTheParentBeforeThem() {
        laptop.tasks().chain(nCopies(10, sig("see"))).prepended("x").delay();
        laptop.work();

        assertThat(works.seen).hasSize(10);
        assertThat(works.seen.get(0).parentId()).isEmpty();
        for (int i = 0; i < 10; i++) {
            assertThat(works.seen.get(i).rootId()).isEqualTo(works.seen.get(0).id());
            if (i > 0) {
                assertThat(works.seen.get(i).parentId())
                        .contains(works.seen.get(i - 1).id());
            }
        }
    }

    @Test
    void aChainOfOneIsThatOne() {
        var result = sent(chain(sig("one")));
        assertThat(result.get(AT_ONCE)).isEqualTo(1);
        assertThat(result.parent()).isEmpty();
        assertThat(run(chain(chain(chain(sig("one"))), chain(sig("twice"))))).isEqualTo(2);
    }

    @Test
    void anEmptyChainIsRefusedAndWithinAChainItIsNothing() {
        assertThatThrownBy(() -> chain().delay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty chain");
        assertThatThrownBy(() -> group(sig("one"), chain()).delay()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> group(sig("one")).join(chain()).delay()).isInstanceOf(IllegalArgumentException.class);
        assertThat(laptop.messages("apium")).isEmpty();

        assertThat(run(chain(chain(), sig("one"), chain(), sig("twice"), chain())))
                .isEqualTo(2);
    }

    @Test
    void chainsInAChainAreItsStepsAndKeepTheirCallbacks() {
        var inner = chain(sig("twice"), sig("twice")).link(sig("log"));

        assertThat(run(chain(sig("one"), inner, sig("add", 1)).link(sig("log"))))
                .isEqualTo(5);
        assertThat(works.done).containsOnlyOnce("log[4]", "log[5]");
    }

    @Test
    void anImmutableStepTakesNothing() {
        assertThat(run(chain(sig("twice", 7), sig("twice", 2).immutable()))).isEqualTo(4);
        assertThat(run(chain(sig("one"), chain(sig("twice", 2), sig("add", 1)).immutable())))
                .isEqualTo(5);
    }

    @Test
    void aStepWithoutParametersTakesNothing() {
        assertThat(run(sig("twice", 7).then(Works::one))).isEqualTo(1);
    }

    @Test
    void aListIsOneArgumentAndSoIsNothing() {
        assertThat(run(chain(sig("same", List.of(1, 2)), sig("sum")))).isEqualTo(3);
        assertThat(run(chain(sig("nothing"), sig("same")))).isNull();
        assertThat(works.done).contains("same[null]");
    }

    @Test
    void theCountdownOfALaterStepCountsFromItsSending() {
        var result = chain(sig("one"), sig("twice").set(o -> o.countdown(Duration.ofMinutes(5))))
                .delay();
        laptop.clock().advance(Duration.ofMinutes(4));
        laptop.work();

        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(result.ready()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(result.get(AT_ONCE)).isEqualTo(2);
    }

    @Test
    void theRestWaitsForAStepThatRetries() {
        var result = sent(chain(sig("one"), sig("retry"), sig("twice")));
        assertThat(result.state()).isEqualTo(TaskState.PENDING);
        assertThat(result.parent().orElseThrow().state()).isEqualTo(TaskState.RETRY);

        pass(Duration.ofMinutes(1));
        assertThat(result.get(AT_ONCE)).isEqualTo(2);
    }

    @Test
    void aStepThatIsDoneAgainAfterACrashSendsTheNextOneOnce() {
        var result = chain(sig("one"), sig("twice"), sig("twice")).delay();
        for (int i = 0; i < 3; i++) {
            laptop.crash("apium");
            assertThat(laptop.messages("apium")).hasSize(1);
            deliver(1);
        }

        assertThat(result.get(AT_ONCE)).isEqualTo(4);
        assertThat(works.called).hasSize(6);
        assertThat(works.done).containsExactly("one", "twice[1]", "twice[2]");
    }

    @Test
    void aStepThatIsDeliveredTwiceSendsTheNextOneOnce() {
        var result = chain(sig("one"), sig("twice"), sig("twice")).delay();
        workTwice();

        assertThat(result.get(AT_ONCE)).isEqualTo(4);
        assertThat(works.done).containsExactly("one", "twice[1]", "twice[2]");
    }

    @Test
    void aStepThatIsDeliveredTwiceSendsTheChordAfterItOnce() {
        var result =
                chain(sig("one"), group(sig("twice"), sig("twice")), sig("sum")).delay();
        workTwice();

        assertThat(result.get(AT_ONCE)).isEqualTo(4);
        assertThat(works.done).containsExactly("one", "twice[1]", "twice[1]", "sum[[2, 2]]");
    }

    @Test
    void aChainCanBeSentManyTimes() {
        Chain<Object> chain = chain(sig("one"), sig("twice"));

        assertThat(ids(sent(chain))).doesNotContainAnyElementsOf(ids(sent(chain)));
    }

    @Test
    void nothingIsSentIfTheTransactionRollsBack() {
        assertThatThrownBy(() -> laptop.inTransaction(() -> {
                    chain(sig("one"), sig("twice")).delay();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aStepWhoseArgumentsDoNotFitIsRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> chain(sig("one"), sig("twice", 1)).delay())
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("twice");
        assertThat(laptop.messages("apium")).isEmpty();
    }
}
