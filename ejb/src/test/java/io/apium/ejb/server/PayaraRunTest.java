package io.apium.ejb.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class PayaraRunTest {

    private static final long START = 1_795_643_724_984L;
    private static final long HOUR = 3_600_000;

    private final PayaraRun run = new PayaraRun(START, START + HOUR);

    @Test
    void hasTheTransactionsThatAreAsOldAsItsFirstOne() {
        assertThat(run.has(id(START))).isTrue();
        assertThat(run.has(id(START + 20_000))).isTrue();
        assertThat(run.has(id(START + HOUR))).isTrue();
    }

    @Test
    void hasNoneOfTheRunBefore() {
        assertThat(run.has(id(START - 1))).isFalse();
        assertThat(run.has(id(START - 1000 * HOUR))).isFalse();
    }

    @Test
    void hasNoneOfAnotherKind() {
        assertThat(run.has(new byte[] {1, 2, 3, 4, 5, 6, 7})).isFalse();
    }

    @Test
    void understandsATimeThatOverflows() {
        var start = (1L << 40) + 0xffff_ff00L;
        var late = new PayaraRun(start, start + HOUR);

        assertThat(late.has(id(start + 0x200))).isTrue();
        assertThat(late.has(id(start - 1))).isFalse();
    }

    private static byte[] id(long time) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(7)
                .putInt((int) time)
                .array();
    }
}
