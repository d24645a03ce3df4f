package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a server is asked to recover. The crash proof shows that it does. */
class PayaraRecoveryTest {

    private final AtomicInteger unfinished = new AtomicInteger();
    private int passes;
    private final PayaraRecovery recovery = new PayaraRecovery(unfinished::get, () -> passes++);

    @Test
    void doesNothingWhileAllTransactionsEnd() {
        look(100);

        assertThat(passes).isZero();
    }

    @Test
    void recoversAgainAndAgainButEverMoreRarely() {
        unfinished.set(3);

        look(1);
        assertThat(passes).isOne();
        look(7);
        assertThat(passes).isEqualTo(4);
        look(1016);
        assertThat(passes).isEqualTo(11);
    }

    @Test
    void recoversSoonWhenMoreHasBeenLeft() {
        unfinished.set(1);
        look(100);
        passes = 0;

        unfinished.set(2);
        look(2);

        assertThat(passes).isEqualTo(2);
    }

    @Test
    void recoversWhenACommitHasFailed() {
        look(1);
        recovery.commitFailed();

        look(2);

        assertThat(passes).isEqualTo(2);
    }

    @Test
    void isNotThereOnAnotherServer() {
        assertThat(PayaraRecovery.ofThisServer()).isEmpty();
    }

    private void look(int times) {
        IntStream.range(0, times).forEach(time -> recovery.look());
    }
}
