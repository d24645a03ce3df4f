package io.apium.it.crash;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes away what the servers need, at any moment and for a while, and gives it back. */
final class OutageStrikes implements Strikes {

    private static final int SHORTEST_MILLIS = 300;
    private static final int LONGEST_MILLIS = 6000;

    private final List<Outage> outages;
    private final Workload workload;
    private final Witness witness;
    private final Random random;

    OutageStrikes(List<Outage> outages, Workload workload, Witness witness, Random random) {
        this.outages = outages;
        this.workload = workload;
        this.witness = witness;
        this.random = random;
    }

    @Override
    public Blow next() throws Exception {
        var outage = outages.get(random.nextInt(outages.size()));
        var before = witness.sent();
        return workload.during(() -> {
            witness.awaitSending(before);
            pause();
            outage.begin().take();
            pause();
            var restart = Instant.now();
            outage.end().take();
            var up = Instant.now();
            pause();
            return new Blow(outage.victim(), outage.how(), 1, restart, up);
        });
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // Nobody counts it down.
    private void pause() throws InterruptedException {
        new CountDownLatch(1)
                .await(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS), TimeUnit.MILLISECONDS);
    }
}
