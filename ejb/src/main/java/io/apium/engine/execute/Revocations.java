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

    /** What is revoked is seen when it is committed, which is later than its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final Desk desk;

    /** When each may be forgotten, by the task's id. */
    private final Map<String, Instant> known = new ConcurrentHashMap<>();

    /** The time of the last one that is known, by the store's clock; null if nothing has been read. */
    private volatile @Nullable Instant last;

    Revocations(Desk desk) {
        this.desk = desk;
    }

    boolean contains(String id) {
        if (last == null) {
            refresh();
        }
        return known.containsKey(id);
    }

    /** Learns what has been revoked since the last time. */
    synchronized void refresh() {
        var latest = last == null ? Instant.EPOCH.plus(OVERLAP) : last;
        var since = latest.minus(OVERLAP);
        for (Revocation revocation :
                desk.transactions().outside(() -> desk.stores().results().revocations(since))) {
            known.put(revocation.id(), revocation.expiresAt());
            if (revocation.revokedAt().isAfter(latest)) {
                latest = revocation.revokedAt();
            }
        }
        var now = desk.clock().instant();
        known.values().removeIf(expiresAt -> !expiresAt.isAfter(now));
        last = latest;
    }
}
