package io.apium.ejb.worker;

import io.apium.ejb.server.ServerStart;
import io.apium.engine.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * This deployment as a node of the cluster. It comes to life when the deployment starts, or with its first message if the
 * server's resources cannot be reached before.
 */
@ApplicationScoped
public class WorkerNode {

    /** Between two seconds, and not between two workers in one. */
    private static final Duration SHORTEST_BEAT = Duration.ofMillis(500);

    private final Provider<Engine> engine;
    private final Set<String> queues = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Clock clock = Clock.systemUTC();
    private final ServerStart server = ServerStart.ofThisServer();
    private final AtomicReference<Instant> lastBeat = new AtomicReference<>(Instant.EPOCH);
    private volatile boolean isOpen;
    private boolean isAlive;
    private boolean isGone;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected WorkerNode() {
        this(null);
    }

    /** Creates the node. */
    @Inject
    public WorkerNode(Provider<Engine> engine) {
        this.engine = engine;
    }

    /** Comes to life, if it has not yet, and is not gone. */
    public synchronized void start() {
        if (!isGone) {
            engine.get().housekeeping().start();
            isAlive = true;
        }
    }

    /** Goes, while there still is a container around it: others take over at once what it has leased. */
    public synchronized void stop() {
        isGone = true;
        end.countDown();
        if (isAlive) {
            engine.get().housekeeping().close();
        }
    }

    /** The application has started: from now on its workers' timers, which come before, wake this node. */
    public void open() {
        isOpen = true;
    }

    /**
     * Does what is due, and what the cluster needs, once a second, however many workers ask for it. On a server that is suspended
     * nobody works off what would be sent: it is left to other nodes, or missed.
     */
    void beat() {
        if (!isOpen) {
            return;
        }
        var now = clock.instant();
        var last = lastBeat.get();
        var isFirst = Duration.between(last, now).abs().compareTo(SHORTEST_BEAT) > 0;
        if (isFirst && lastBeat.compareAndSet(last, now) && !server.isSuspended() && isStarted()) {
            engine.get().beat().tick();
            engine.get().housekeeping().clean();
        }
    }

    private synchronized boolean isStarted() {
        if (!isAlive) {
            start();
        }
        return isAlive && !isGone;
    }

    /** Waits for that time, or until the node goes. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // Which of the two it was does not matter.
    void awaitEnd(Duration time) {
        try {
            end.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on the node also takes tasks of that queue that wait for a slot. */
    public void serve(String queue) {
        if (!queues.contains(queue)) {
            start();
            engine.get().housekeeping().serve(queue);
            queues.add(queue);
        }
    }
}
