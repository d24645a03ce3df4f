package io.apium.ejb.server;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether a transaction of Payara is one of this run of the server. The second four bytes of its identifier are the lower half of
 * the time of the run's first transaction, in milliseconds, the lowest byte first.
 *
 * @param startedAt when the run began, in milliseconds since 1970
 * @param now the time, in the same way
 */
record PayaraRun(long startedAt, long now) {

    private static final int TIME = 4;

    /** {@return whether a transaction of that identifier is one of this run} */
    static boolean isOfThis(byte[] id) {
        var run = ManagementFactory.getRuntimeMXBean();
        return new PayaraRun(run.getStartTime(), run.getStartTime() + run.getUptime()).has(id);
    }

    boolean has(byte[] id) {
        if (id.length < TIME + Integer.BYTES) {
            return false;
        }
        var time = ByteBuffer.wrap(id).order(ByteOrder.LITTLE_ENDIAN).getInt(TIME);
        return Integer.compareUnsigned(time - (int) startedAt, (int) Math.min(now - startedAt, 0xffff_ffffL)) <= 0;
    }
}
