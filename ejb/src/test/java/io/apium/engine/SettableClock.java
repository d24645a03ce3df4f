package io.apium.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to move. Thread-safe. */
public final class SettableClock extends Clock {

    private volatile Instant now;

    /** Creates a clock that shows this time. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Shows this time from now on. */
    public void set(Instant time) {
        now = time;
    }

    /** Goes on by this much. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Tasks know instants only");
    }
}
