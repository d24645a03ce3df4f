package io.apium.schedule;

import java.time.ZoneId;

/** The text form of schedules, {@code kind(what, name=value, …)}. */
final class ScheduleText {

    static final ZoneId UTC = ZoneId.of("UTC");

    private ScheduleText() {}

    static Schedule parse(String text, ZoneId zone) {
        throw new IllegalArgumentException("not yet: " + text + zone);
    }
}
