package io.apium.engine.publish;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes task ids: UUIDs of version 7, RFC 9562 section 5.7, which begin with the time, so that an index of them grows at
 * its end. Thread-safe.
 */
final class TaskIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    TaskIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        var high = clock.millis() << 16 | VERSION_7 | random.nextInt(1 << 12);
        var low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }
}
