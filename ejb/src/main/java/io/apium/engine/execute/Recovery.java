package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.MessageNotSentException;
import io.apium.WorkerLostException;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.message.MessageCodec;
import io.apium.spi.Lease;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Takes over the leases of nodes that give no sign of life. Thread-safe. */
final class Recovery {

    private static final ExecutionLog LOG = new ExecutionLog();
    private static final int BATCH = 100;

    private final Desk desk;
    private final MessageCodec codec;
    private final LeasedExecution leased;
    private final Burial burial;
    private final Continuations continuations;
    private final LeaseSettings settings;

    Recovery(
            Desk desk,
            MessageCodec codec,
            LeasedExecution leased,
            Burial burial,
            Continuations continuations,
            LeaseSettings settings) {
        this.desk = desk;
        this.codec = codec;
        this.leased = leased;
        this.burial = burial;
        this.continuations = continuations;
        this.settings = settings;
    }

    /** Sends the tasks again that may be repeated, and ends the others. One of which this fails is no obstacle for the rest. */
    void recover() {
        recoverStrays();
        var leases = desk.stores().leases();
        RuntimeException fault = null;
        List<Lease> lost;
        boolean isOneGone;
        do {
            isOneGone = false;
            var askedAt = desk.clock().instant();
            lost = leases.findLost(settings.timeout(), BATCH);
            if (Duration.between(askedAt, desk.clock().instant()).compareTo(settings.heartbeat()) > 0) {
                // The database has kept the signs of life of all others waiting as well.
                return;
            }
            for (var lease : lost) {
                if (leased.holds(lease)) {
                    // Only the signs of life are missing, and this node can tell that itself.
                    continue;
                }
                try {
                    takeOver(lease, () -> leases.removeLost(lease, settings.timeout()));
                    isOneGone = true;
                } catch (RuntimeException e) {
                    fault = e;
                }
            }
        } while (lost.size() == BATCH && isOneGone);
        if (fault != null) {
            throw fault;
        }
    }

    /** Gives back what this node has leased and does not run: a transaction was in doubt, and has left it behind. */
    private void recoverStrays() {
        var leases = desk.stores().leases();
        for (var lease : leases.findHeld(leased.holder())) {
            if (!leased.runs(lease)) {
                takeOver(lease, () -> leases.remove(lease));
            }
        }
    }

    /**
     * Takes a lease over.
     *
     * @param remove removes it, and returns false if its holder is alive after all, or another node was quicker
     */
    private void takeOver(Lease lease, BooleanSupplier remove) {
        try {
            desk.transactions().inNew(() -> {
                if (remove.getAsBoolean()) {
                    LOG.leaseTakenOver(lease);
                    if (lease.isRepeatable()) {
                        desk.broker().send(List.of(leased.sentAgain(lease)));
                    } else {
                        fail(lease, new WorkerLostException(lease.id(), lease.task(), lease.worker()));
                    }
                }
            });
        } catch (MessageNotSentException e) {
            // It has no queue any more, and would be found lost for ever.
            desk.transactions().inNew(() -> {
                if (remove.getAsBoolean()) {
                    fail(lease, e);
                }
            });
        }
    }

    private void fail(Lease lease, ApiumException reason) {
        if (desk.stores().results().find(lease.id()).isEmpty()) {
            burial.fail(
                    LeasedMessage.of(desk.broker(), lease),
                    codec.findIdentity(lease.properties()).orElseThrow(),
                    reason,
                    lease.worker(),
                    lease.takenAt());
            continuations.settle();
        }
    }
}
