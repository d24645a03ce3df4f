package io.apium.bench.app;

import io.apium.bench.Side;

/**
 * A message, and its reply, one after the other. Both are as durable as Apium's, and so is a row that the bean inserts.
 *
 * @param means what they are sent with
 */
record BareRoundTrip(Means means) implements Course {

    private static final long PATIENCE_MILLIS = 30_000;

    @Override
    public long[] run(int n) {
        var latencies = new long[n];
        try (var context = means.connections().createContext()) {
            var queue = context.createQueue(Side.BARE_SINGLE.queue());
            var replies = context.createQueue(BareWork.REPLIES);
            var producer =
                    context.createProducer().setProperty(BareWork.INSERTS, 1).setJMSReplyTo(replies);
            try (var consumer = context.createConsumer(replies)) {
                for (int i = 0; i < n; i++) {
                    var begin = System.nanoTime();
                    producer.send(queue, Integer.toString(i));
                    if (consumer.receive(PATIENCE_MILLIS) == null) {
                        throw new IllegalStateException("No reply");
                    }
                    latencies[i] = System.nanoTime() - begin;
                }
            }
        }
        return latencies;
    }
}
