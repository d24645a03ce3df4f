package io.apium.bench.app;

import io.apium.bench.Side;

/**
 * Work that is queued before anybody begins with it.
 *
 * @param work what it is
 * @param side who does it
 * @param means what it is sent with
 */
record Drain(Work work, Side side, Means means) implements Course {

    private static final int SENT_AT_ONCE = 1000;

    @Override
    public void prepare(int n) {
        BrokerQueues.pause(side.queue());
        for (int begin = 0; begin < n; begin += SENT_AT_ONCE) {
            var from = begin;
            var to = Math.min(n, begin + SENT_AT_ONCE);
            means.ledger().inTransaction(() -> work.send(means, side, from, to));
        }
    }

    @Override
    public long[] run(int n) {
        BrokerQueues.resume(side.queue());
        Done.await(n, side.queue());
        return new long[0];
    }
}
