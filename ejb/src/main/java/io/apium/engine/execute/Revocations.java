package io.apium.engine.execute;

import io.apium.spi.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are revoked, as far as this node knows. It reads that before its first task, and with every heartbeat again, so that
 * no task costs a look into the database. Thread-safe.
 */
final class Revocations {

    /** By so much the clocks of two nodes may differ, and the commit of a revocation may come after its time. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Desk desk;

    /** When each may be forgotten, by the task's id. */
    private final Map<String, Instant> known = new ConcurrentHashMap<>();

    private volatile @Nullable Instant readAt;

    Revocations(Desk desk) {
        this.desk = desk;
    }

    boolean contains(String id) {
        if (readAt == null) {
            refresh();
        }
        return known.containsKey(id);
    }

    /** Learns what has been revoked since the last time. */
    synchronized void refresh() {
        var now = desk.clock().instant();
        var last = readAt;
        var since = last == null ? Instant.EPOCH : last.minus(OVERLAP);
        for (Revocation revocation :
                desk.transactions().outside(() -> desk.stores().results().revocations(since))) {
            known.put(revocation.id(), revocation.expiresAt());
        }
        known.values().removeIf(expiresAt -> !expiresAt.isAfter(now));
        readAt = now;
    }
}
