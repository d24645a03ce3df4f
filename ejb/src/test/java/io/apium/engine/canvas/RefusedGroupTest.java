package io.apium.engine.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.GroupNotSentException;
import io.apium.InvalidArgumentsException;
import io.apium.MessageNotSentException;
import io.apium.canvas.Canvas;
import io.apium.spi.Transactions.Status;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A group that is refused at the call, inside a transaction of the caller's. */
class RefusedGroupTest extends OnLaptop {

    /** {@return the fault} The caller's transaction goes on, and commits. */
    private Throwable refusedAndForgotten(Supplier<Canvas<?>> canvas) {
        var thrown = new Throwable[1];
        laptop.inTransaction(() -> {
            sig("alarm").delay();
            thrown[0] = catchThrowable(() -> canvas.get().delay());
            assertThat(laptop.transactions().status()).isEqualTo(Status.ACTIVE);
        });
        laptop.work();
        assertThat(works.done).containsExactly("alarm");
        works.done.clear();
        return thrown[0];
    }

    @Test
    void leavesTheTransactionAsItWasIfThatIsSeenBeforeAnythingIsWritten() {
        assertThat(refusedAndForgotten(() -> group(sig("one"), sig("twice", "x"))))
                .isInstanceOf(InvalidArgumentsException.class);
        assertThat(refusedAndForgotten(
                        () -> group(sig("one"), sig("twice", "x")).join(sig("sum"))))
                .isInstanceOf(InvalidArgumentsException.class);
        assertThat(refusedAndForgotten(() ->
                        group(sig("one").set(o -> o.taskId("a")), sig("one").set(o -> o.taskId("a")))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(refusedAndForgotten(() -> laptop.tasks()
                        .group(Stream.of(1, 2, 3).map(number -> {
                            if (number == 3) {
                                throw new IllegalStateException("The stream breaks");
                            }
                            return sig("twice", number);
                        }))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stream breaks");
    }

    @Test
    void saysThatTheTransactionIsMarkedIfAPartIsWrittenAlready() {
        var members = IntStream.rangeClosed(1, 1000).mapToObj(number -> sig("twice", number == 1000 ? "x" : number));

        assertThatThrownBy(() ->
                        laptop.inTransaction(() -> laptop.tasks().group(members).delay()))
                .isInstanceOf(GroupNotSentException.class)
                .hasMessageContaining("marked for rollback")
                .hasMessageContaining("Task 'twice' cannot be called")
                .hasCauseInstanceOf(InvalidArgumentsException.class);
        laptop.work();
        assertThat(works.done).isEmpty();
    }

    @Test
    void isRefusedAsItIsIfThereIsNoTransaction() {
        laptop.removeQueue("nowhere");
        assertThatThrownBy(() -> group(sig("one"), sig("one").set(o -> o.queue("nowhere")))
                        .delay())
                .isInstanceOf(MessageNotSentException.class);
        laptop.work();
        assertThat(works.done).isEmpty();
    }

    @Test
    void aTaskThatCatchesTheRefusalFailsWithIt() {
        laptop.removeQueue("nowhere");
        works.act = context -> {
            assertThatThrownBy(() -> group(sig("one"), sig("one").set(o -> o.queue("nowhere")))
                            .delay())
                    .isInstanceOf(GroupNotSentException.class);
            return "caught";
        };

        assertFailed(sent(sig("act")), "No message could be sent to queue 'nowhere'");
    }
}
