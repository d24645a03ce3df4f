package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.canvas.Canvas;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any part in any place. */
class NestingTest extends OnLaptop {

    private Canvas<?> adds(int... numbers) {
        return laptop.tasks().group(IntStream.of(numbers).mapToObj(number -> sig("add", number)));
    }

    private Canvas<?> addAll(int... numbers) {
        return laptop.tasks()
                .group(IntStream.of(numbers)
                        .mapToObj(number -> sig("add", number))
                        .toList());
    }

    @Test
    void aGroupInTheMiddleOfAChain() {
        assertThat(run(chain(sig("one"), addAll(1, 2), sig("sum"), sig("twice"))))
                .isEqualTo(10);
    }

    @Test
    void aGroupAtTheBeginningAndAtTheEndOfAChain() {
        assertThat(run(chain(group(sig("one"), sig("one")), sig("sum"), addAll(1, 2))))
                .isEqualTo(List.of(3, 4));
        assertThat(run(chain(sig("one"), addAll(1, 2)))).isEqualTo(List.of(2, 3));
    }

    @Test
    void aGroupAfterAGroup() {
        assertThat(run(chain(
                        group(sig("one"), sig("one")),
                        group(sig("sum"), sig("same")),
                        group(sig("same"), sig("same")))))
                .isEqualTo(List.of(List.of(2, List.of(1, 1)), List.of(2, List.of(1, 1))));
    }

    @Test
    void groupChordGroupChain() {
        assertThat(run(chain(
                        group(sig("one"), sig("one")),
                        sig("sum"),
                        addAll(1, 2),
                        group(sig("sum"), sig("sum")).join(sig("sum")),
                        addAll(3))))
                .isEqualTo(List.of(17));
    }

    @Test
    void aChainInAGroupInAChord() {
        assertThat(run(group(chain(sig("one"), sig("twice")), chain(sig("one"), addAll(1, 2), sig("sum")))
                        .join(chain(sig("sum"), sig("twice")))))
                .isEqualTo(14);
    }

    @Test
    void aChainInAGroupTakesTheValueOfTheStepBefore() {
        assertThat(run(chain(sig("add", 5, 6), group(chain(sig("add", 1), sig("add", 2)), sig("add", 3)))))
                .isEqualTo(List.of(14, 14));
    }

    @Test
    void chordsInChordsWithChains() {
        var inner = group(sig("one"), chain(sig("one"), sig("twice"))).join(sig("sum"));

        assertThat(run(group(
                                inner,
                                chain(sig("one"), inner.immutable()),
                                group(inner, sig("one")).join(sig("sum")))
                        .join(sig("same"))))
                .isEqualTo(List.of(3, 3, 4));
        assertThat(run(group(inner, inner).join(inner.immutable().then(sig("twice")))))
                .isEqualTo(6);
    }

    @Test
    void chainChordChainChord() {
        assertThat(run(chain(sig("one"), addAll(1, 2).then(sig("sum")), sig("twice"), addAll(3, 4), sig("sum"))))
                .isEqualTo(27);
    }

    @Test
    void nineChordsInARow() {
        var chords = IntStream.range(0, 9)
                .<Canvas<?>>mapToObj(i -> laptop.tasks().chord(List.of(sig("quick"), sig("quick")), sig("sum")));

        assertThat(run(laptop.tasks()
                        .chain(Stream.concat(Stream.of(sig("one")), chords).toList())))
                .isEqualTo(512);
    }

    @Test
    void aChordAndThenTwoTasksAndAGroup() {
        assertThat(run(group(sig("one"), sig("one"))
                        .join(sig("sum"))
                        .then(sig("twice"))
                        .then(sig("twice"))
                        .then(addAll(0, 1))))
                .isEqualTo(List.of(8, 9));
    }

    @Test
    void aGroupAtTheEndOfAChainThatIsAMember() {
        assertThat(run(group(chain(sig("one"), addAll(1, 2)), chain(group(sig("one")), group(sig("sum"))))
                        .join(sig("same"))))
                .isEqualTo(List.of(List.of(2, 3), List.of(1)));
    }

    @Test
    void groupsInGroupsHaveListsForValuesWhereverTheyStand() {
        var nested = group(group(sig("one"), group()), sig("one"));

        assertThat(run(nested)).isEqualTo(List.of(List.of(1, List.of()), 1));
        assertThat(run(chain(nested, sig("same"), sig("same")))).isEqualTo(List.of(List.of(1, List.of()), 1));
        assertThat(run(chain(sig("nothing"), nested.immutable(), sig("same"))))
                .isEqualTo(List.of(List.of(1, List.of()), 1));
        assertThat(run(chain(sig("nothing"), sig("one").immutable(), nested.immutable())))
                .isEqualTo(List.of(List.of(1, List.of()), 1));
    }

    @Test
    void emptyGroupsWhereverTheyStand() {
        assertThat(run(chain(group(), group(), sig("same")))).isEqualTo(List.of());
        assertThat(run(chain(sig("one"), group(), sig("same"), group()))).isEqualTo(List.of());
        assertThat(run(chain(group(group(), group(group())), sig("same"))))
                .isEqualTo(List.of(List.of(), List.of(List.of())));
        assertThat(run(group(group(), chain(sig("one"), group())).join(sig("same"))))
                .isEqualTo(List.of(List.of(), List.of()));
        assertThat(run(group(group(), group()).join(group(group(), group())))).isEqualTo(List.of(List.of(), List.of()));
        assertThat(run(laptop.tasks().group(group(), group()).tolerateFailures().join(sig("outcomes"))))
                .isEqualTo(List.of("SUCCESS [] Optional.empty", "SUCCESS [] Optional.empty"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 9, 16, 17, 40})
    void aStreamOfAnyLengthAtAnyPlace(int size) {
        var numbers = IntStream.range(0, size).toArray();
        var sum = IntStream.of(numbers).sum() + size;

        assertThat(run(chain(sig("one"), adds(numbers), sig("sum")))).isEqualTo(sum);
        assertThat(run(chain(chain(laptop.tasks().group(IntStream.of(numbers).boxed(), Works::quick)), sig("sum"))))
                .isEqualTo(sum - size);
        assertThat(run(laptop.tasks()
                        .group(Stream.of(
                                laptop.tasks().group(IntStream.of(numbers).boxed(), Works::quick)))
                        .join(sig("same"))))
                .isEqualTo(List.of(IntStream.of(numbers).boxed().toList()));
    }

    @Test
    void callbacksCanBeAnyCanvas() {
        run(sig("one").link(chain(sig("twice"), addAll(1, 2), sig("sum"), sig("log"))));

        assertThat(works.done).endsWith("log[7]");
    }
}
