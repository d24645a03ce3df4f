package io.apium.bench.app;

import io.apium.bench.Side;
import java.time.Duration;
import java.util.Random;

/**
 * Work that is due at random moments of the next minute. What takes its time is how late it is done.
 *
 * @param side who does it
 * @param means what it is sent with
 */
record Delayed(Side side, Means means) implements Course {

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int SENT_AT_ONCE = 1000;

    @Override
    public long[] run(int n) {
        Lateness.begin(n);
        // The same moments in each run.
        var random = new Random(n);
        for (int begin = 0; begin < n; begin += SENT_AT_ONCE) {
            var count = Math.min(SENT_AT_ONCE, n - begin);
            means.ledger().inTransaction(() -> send(count, random));
        }
        Done.await(n, side.queue());
        return Lateness.all();
    }

    private void send(int count, Random random) {
        if (side.isBare()) {
            try (var context = means.connections().createContext()) {
                var queue = context.createQueue(side.queue());
                var producer = context.createProducer().setProperty(BareWork.INSERTS, 0);
                for (int i = 0; i < count; i++) {
                    var delay = random.nextLong(WITHIN.toMillis());
                    producer.setDeliveryDelay(delay)
                            .setProperty(BareWork.DUE, Lateness.in(delay))
                            .send(queue, "0");
                }
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            var delay = random.nextLong(WITHIN.toMillis());
            means.tasks()
                    .signature(BenchTasks::arrive, Lateness.in(delay))
                    .set(options -> options.countdown(Duration.ofMillis(delay)))
                    .delay();
        }
    }
}
