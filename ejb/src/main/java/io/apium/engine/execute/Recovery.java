package io.apium.engine.execute;

import io.apium.WorkerLostException;
import io.apium.engine.canvas.Continuations;
import io.apium.engine.message.MessageCodec;
import io.apium.spi.Lease;
import java.util.List;

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
        var leases = desk.stores().leases();
        RuntimeException fault = null;
        List<Lease> lost;
        boolean isOneGone;
        do {
            isOneGone = false;
            lost = leases.findLost(settings.timeout(), BATCH);
            for (var lease : lost) {
                if (leased.holds(lease)) {
                    // Only the signs of life are missing, and this node can tell that itself.
                    continue;
                }
                try {
                    desk.transactions().inNew(() -> takeOver(lease));
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

    private void takeOver(Lease lease) {
        if (!desk.stores().leases().removeLost(lease, settings.timeout())) {
            // Its holder is alive after all, or another node was quicker.
            return;
        }
        LOG.leaseTakenOver(lease);
        if (lease.isRepeatable()) {
            desk.broker().send(List.of(leased.sentAgain(lease)));
        } else if (desk.stores().results().find(lease.id()).isEmpty()) {
            burial.fail(
                    LeasedMessage.of(desk.broker(), lease),
                    codec.findIdentity(lease.properties()).orElseThrow(),
                    new WorkerLostException(lease.id(), lease.task(), lease.worker()),
                    lease.worker(),
                    lease.takenAt());
            continuations.settle();
        }
    }
}
