package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.Task;
import io.apium.TaskContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures that have some of their arguments, and get the others later. */
class PartialArgumentsTest extends OnLaptop {

    static class Letters {
        @Task(name = "write")
        public String write(String a, String b, String c) {
            return a + b + c;
        }
    }

    PartialArgumentsTest() {
        laptop.add(new Letters());
    }

    @Test
    void moreArgumentsGoBeforeThoseThatAreThere() {
        assertThat(run(sig("write", "c").prepended("b").prepended("a"))).isEqualTo("abc");
        assertThat(run(sig("write", "c").prepended("a", "b"))).isEqualTo("abc");
    }

    @Test
    void theValueGoesBeforeAllOfThem() {
        assertThat(run(chain(sig("same", "a"), sig("write", "c").prepended("b"))))
                .isEqualTo("abc");
    }

    @Test
    void namedArgumentsFillTheOthers() {
        assertThat(run(chain(sig("same", "a"), sig("write").named("c", "C").named("b", "B"))))
                .isEqualTo("aBC");
        assertThat(run(sig("write", "a").named("c", "x").named("c", "C").named("b", "B")))
                .isEqualTo("aBC");
        assertThat(run(chain(
                        sig("same", "a"),
                        group(
                                sig("write", "b").named("c", "C"),
                                sig("write").named("b", "B").named("c", "C")))))
                .isEqualTo(List.of("abC", "aBC"));
    }

    @Test
    void aNamedArgumentOfAGroupGoesToEveryMemberThatTakesIt() {
        var group = group(
                sig("write", "a", "b").named("c", "own"),
                chain(sig("write", "x", "y"), sig("write", "1", "2")),
                sig("write", "m", "n", "o").immutable());

        assertThat(run(group.named("c", "C"))).isEqualTo(List.of("abC", "xyC12", "mno"));
    }

    @Test
    void aNamedArgumentOfAChainGoesToItsFirstStep() {
        assertThat(run(chain(sig("write", "a", "b"), sig("write", "1", "2")).named("c", "C")))
                .isEqualTo("abC12");
        assertThat(run(chain(group(sig("write", "a", "b")), sig("same")).named("c", "C")))
                .isEqualTo(List.of("abC"));
        assertThat(run(chain(sig("write", "a", "b", "c").immutable()).named("c", "C")))
                .isEqualTo("abc");
    }

    @Test
    void aNamedArgumentOfAChordGoesToItsHeader() {
        var chord = group(sig("write", "a", "b"), sig("write", "x", "y")).join(sig("same"));

        assertThat(run(chord.named("c", "C"))).isEqualTo(List.of("abC", "xyC"));
        assertThatThrownBy(chord::delay).hasMessageContaining("argument 3");
    }

    @Test
    void namedArgumentsOfACanvasGoTogetherWithThoseBeforeAndTheValue() {
        assertThat(run(group(sig("write"), sig("write").named("b", "own"))
                        .prepended("a")
                        .named("b", "B")
                        .named("c", "C")))
                .isEqualTo(List.of("aBC", "aBC"));
        assertThat(run(group(sig("write", "b"))
                        .join(sig("same"))
                        .named("c", "C")
                        .prepended("a")))
                .isEqualTo(List.of("abC"));
        assertThat(run(chain(sig("same", "a"), group(sig("write", "b")).named("c", "C"))))
                .isEqualTo(List.of("abC"));
        assertThat(run(chain(sig("write"), sig("same")).prepended("a", "b").named("c", "C")))
                .isEqualTo("abC");
    }

    @Test
    void anImmutableOneTakesNoMore() {
        var immutable = sig("write", "a", "b", "c").immutable();

        assertThat(immutable.isImmutable()).isTrue();
        assertThat(immutable.prepended("x")).isEqualTo(immutable);
        assertThat(run(chain(sig("one"), immutable))).isEqualTo("abc");
    }

    @Test
    void aSignatureNeverChanges() {
        var signature = sig("write", "c");
        signature.prepended("b");
        signature.named("b", "B");
        signature.immutable();
        signature.set(o -> o.priority(1));
        signature.stamp("a", 1);
        signature.link(sig("log"));

        assertThat(signature.args()).containsExactly("c");
        assertThat(signature.namedArgs()).isEmpty();
        assertThat(signature.isImmutable()).isFalse();
        assertThat(signature.options().priority()).isEmpty();
        assertThat(signature.stamps()).isEmpty();
        assertThat(signature.links()).isEmpty();
        assertThat(signature).isEqualTo(sig("write", "c")).hasSameHashCodeAs(sig("write", "c"));
        assertThat(signature.prepended("b").args()).containsExactly("b", "c");
        assertThat(signature.named("b", 1).namedArgs()).isEqualTo(Map.of("b", 1));
        assertThatThrownBy(() -> signature.args().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatCannotFitWhateverComesIsRefusedAtOnce() {
        assertThatThrownBy(() -> chain(sig("one"), sig("write", "a", "b", "c")).delay())
                .hasMessageContaining("write");
        assertThatThrownBy(() -> chain(sig("one"), sig("write", "a", "b").named("unknown", 1))
                        .delay())
                .hasMessageContaining("unknown");
        assertThat(laptop.messages("apium")).isEmpty();
    }

    @Test
    void aRetryWithOtherArgumentsKeepsThePlaceInTheCanvas() {
        class Menders {
            @Task(name = "mend")
            int mend(TaskContext context, int number) {
                if (number < 10) {
                    throw context.retry().args(number + 10).countdown(AT_ONCE);
                }
                return number;
            }

            @Task(name = "mendSum")
            int mendSum(TaskContext context, List<Integer> numbers, int more) {
                if (more < 10) {
                    throw context.retry().named("more", 10).countdown(AT_ONCE);
                }
                return numbers.size() + more;
            }
        }
        laptop.add(new Menders());

        assertThat(run(chain(group(sig("mend", 1), sig("one")), sig("mendSum", 1))))
                .isEqualTo(12);
    }
}
