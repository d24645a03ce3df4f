package io.apium.bench.app;

import io.apium.bench.Side;

/**
 * Work that is sent while nobody does it: in one transaction, or piece by piece.
 *
 * @param side who sends it
 * @param means what it is sent with
 */
record Enqueue(Side side, Means means) implements Course {

    @Override
    public void prepare(int n) {
        BrokerQueues.pause(side.queue());
    }

    @Override
    public long[] run(int n) {
        switch (side) {
            case APIUM, BARE -> means.ledger().inTransaction(() -> Work.NOTHING.send(means, side, 0, n));
            case APIUM_SINGLE, BARE_SINGLE -> Work.NOTHING.send(means, side, 0, n);
        }
        return new long[0];
    }

    @Override
    public void clear(int n) {
        BrokerQueues.resume(side.queue());
        Done.await(n, side.queue());
    }
}
