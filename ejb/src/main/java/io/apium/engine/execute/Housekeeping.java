package io.apium.engine.execute;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a node does beside its tasks. For itself, by a schedule of its own: it gives signs of life, learns what is revoked, and
 * takes tasks that wait for a place. For the cluster, whenever it is woken: it takes over what silent nodes have left, and
 * deletes what has expired. Thread-safe.
 */
public final class Housekeeping implements AutoCloseable {

    private static final ExecutionLog LOG = new ExecutionLog();
    private static final Duration EXPIRY_INTERVAL = Duration.ofMinutes(1);
    private static final int EXPIRY_BATCH = 1000;

    /** This JVM, as no other has ever been called. */
    private static final String JVM = ManagementFactory.getRuntimeMXBean().getName() + "/"
            + ManagementFactory.getRuntimeMXBean().getStartTime();

    /** How long it deletes when it is woken, so that nothing else waits for long. */
    private static final Duration EXPIRY_TURN = Duration.ofMillis(300);

    private final Desk desk;
    private final String nodeId;
    private final String nodeName;
    private final LeaseSettings settings;
    private final Recovery recovery;
    private final LeasedExecution leased;
    private final Slots slots;
    private final Revocations revocations;
    private final TaskExecution execution;
    private final Set<String> queues = ConcurrentHashMap.newKeySet();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private List<Future<?>> work = List.of();
    private CountDownLatch closed = new CountDownLatch(0);
    private volatile @Nullable Instant lastSignOfLife;
    private volatile Instant recoverFrom = Instant.MIN;
    private @Nullable Instant introduceFrom;
    private Instant cleanFrom = Instant.MIN;
    private Instant expireFrom = Instant.MIN;
    private boolean isExpiring;

    Housekeeping(
            Desk desk,
            String nodeId,
            String nodeName,
            LeaseSettings settings,
            Recovery recovery,
            LeasedExecution leased,
            Slots slots,
            Revocations revocations,
            TaskExecution execution) {
        this.desk = desk;
        this.nodeId = nodeId;
        this.nodeName = nodeName;
        this.settings = settings;
        this.recovery = recovery;
        this.leased = leased;
        this.slots = slots;
        this.revocations = revocations;
        this.execution = execution;
        leased.whenFree(this::takeWaiting);
    }

    /** Begins. It goes on until it is closed. When this returns, the node may lease. */
    public synchronized void start() {
        if (work.isEmpty()) {
            giveSignOfLife();
            readRevocations();
            // A sign of life must not wait until everything else is done.
            work = List.of(schedule(this::giveSignOfLife), schedule(this::keepHouse));
            var closing = new CountDownLatch(1);
            desk.threads().start(() -> keepEndingDoubts(closing));
            closed = closing;
        }
    }

    /** From now on the node also takes tasks of that queue that wait for a slot. */
    public void serve(String queue) {
        queues.add(queue);
    }

    /** Says good-bye: what this node still has leased is taken over by others. */
    @Override
    public synchronized void close() {
        if (!work.isEmpty()) {
            work.forEach(scheduled -> scheduled.cancel(false));
            work = List.of();
            closed.countDown();
            leased.close();
            attempt("leave", () -> inNew(() -> desk.stores().nodes().leave(nodeId)));
        }
    }

    /** Does once all that is to be done again and again. */
    public void tick() {
        giveSignOfLife();
        endDoubts();
        cleanCluster();
        keepHouse();
    }

    /**
     * Does what one node has to do for the cluster, unless it has done so a heartbeat ago, or is not alive. To be called every
     * second, outside of any transaction; it throws nothing.
     */
    public synchronized void clean() {
        var now = desk.clock().instant();
        if (!work.isEmpty() && !now.isBefore(cleanFrom)) {
            cleanFrom = now.plus(settings.heartbeat());
            cleanCluster();
        }
    }

    private synchronized void cleanCluster() {
        var now = desk.clock().instant();
        if (!isOverdue(now) && !now.isBefore(recoverFrom)) {
            attempt("take over leases", recovery::recover);
        }
        attempt("delete what has expired", this::expire);
    }

    private synchronized void keepHouse() {
        readRevocations();
        queues.forEach(this::takeWaiting);
        attempt("introduce itself", this::introduce);
    }

    /** On a thread of its own: the scheduler's, of which a server may have one only, may wait for what is in doubt. */
    private void keepEndingDoubts(CountDownLatch closing) {
        try {
            do {
                endDoubts();
            } while (!closing.await(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // The server stops.
            Thread.currentThread().interrupt();
        }
    }

    private void endDoubts() {
        attempt("end transactions that are in doubt", () -> desk.transactions().recover());
    }

    private void readRevocations() {
        attempt("read what is revoked", revocations::refresh);
    }

    /**
     * Makes sure, once, that no other server has this one's name for its transactions. Until the time has passed after which
     * a silent node is lost, the one that had the name before a crash would be taken for another server.
     */
    private void introduce() {
        var now = desk.clock().instant();
        if (introduceFrom == null) {
            introduceFrom = now.plus(settings.timeout());
        } else if (!now.isBefore(introduceFrom)) {
            // A server that is still starting does not tell yet.
            desk.transactions().node().ifPresent(this::introduce);
        }
    }

    private void introduce(String transactionNode) {
        var namesakes = new ArrayList<String>();
        inNew(() ->
                namesakes.addAll(desk.stores().nodes().introduce(nodeId, JVM, transactionNode, settings.timeout())));
        introduceFrom = Instant.MAX;
        if (!namesakes.isEmpty()) {
            LOG.sameTransactionNode(nodeName, namesakes, transactionNode);
        }
    }

    private void giveSignOfLife() {
        var isAlive = attempt(
                "give a sign of life", () -> inNew(() -> desk.stores().nodes().heartbeat(nodeId, nodeName)));
        if (!isAlive) {
            // If it is the first, a lease would be lost as soon as it is taken.
            leased.becomeKnown(lastSignOfLife != null);
            return;
        }
        leased.becomeKnown(true);
        var now = desk.clock().instant();
        if (isOverdue(now)) {
            // The database was away, for the other nodes too: they get the time to come back before they count as lost.
            recoverFrom = now.plus(settings.timeout());
        }
        lastSignOfLife = now;
    }

    private boolean isOverdue(Instant now) {
        var last = lastSignOfLife;
        return last != null && last.plus(settings.heartbeat().multipliedBy(2)).isBefore(now);
    }

    private Future<?> schedule(Runnable work) {
        return desk.scheduler()
                .scheduleWithFixedDelay(work, 0, settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes tasks of the queue that wait for a slot, as long as one is free. */
    private void takeWaiting(String queue) {
        attempt("take tasks of queue '" + queue + "' that wait", () -> {
            var taken = true;
            while (taken && slots.hasFree(queue) && !leased.isClosed()) {
                taken = desk.broker()
                        .receive(
                                settings.queue(),
                                Map.of(LeasedMessage.QUEUE, queue),
                                message -> execution.executeWaiting(message, nodeName + "/" + queue));
            }
        });
    }

    private void expire() {
        var now = desk.clock().instant();
        if (!isExpiring && !now.isBefore(expireFrom)) {
            isExpiring = claimExpiry();
            expireFrom = now.plus(EXPIRY_INTERVAL);
        }
        var end = now.plus(EXPIRY_TURN);
        while (isExpiring && !desk.clock().instant().isAfter(end)) {
            var deleted = new AtomicInteger();
            inNew(() -> deleted.set(desk.stores().results().deleteExpired(EXPIRY_BATCH)));
            isExpiring = deleted.get() >= EXPIRY_BATCH;
        }
    }

    /** {@return whether this node is to delete what has expired until now} */
    private boolean claimExpiry() {
        var claimed = new AtomicBoolean();
        inNew(() -> claimed.set(desk.stores().nodes().claim("expiry", EXPIRY_INTERVAL)));
        if (claimed.get()) {
            inNew(() -> desk.stores().nodes().deleteSilent(settings.timeout()));
        }
        return claimed.get();
    }

    private void inNew(Runnable work) {
        desk.transactions().inNew(work);
    }

    /** What fails is tried again by the next tick, and told when it fails for the first time. {@return whether it did not} */
    private boolean attempt(String what, Runnable work) {
        try {
            work.run();
            failing.remove(what);
            return true;
        } catch (RuntimeException | Error e) {
            LOG.housekeepingFailed(what, failing.add(what), e);
            return false;
        }
    }
}
