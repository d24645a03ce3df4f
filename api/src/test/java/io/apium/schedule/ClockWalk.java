package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Watches the clock on a wall tick by tick, and writes down when a schedule is due. It shares nothing with the schedules: it
 * knows no time zone rules, only what the clock shows.
 *
 * @param matches at which times the schedule is due
 * @param addsSkipped whether it is due after a gap in which it would have been
 * @param repeats whether it is due again when the clock shows a time again
 */
record ClockWalk(Predicate<LocalDateTime> matches, boolean addsSkipped, boolean repeats) {

    /** No clock in the tests is set back by more. */
    private static final Duration RUN_UP = Duration.ofHours(3);

    /** {@return when it is due, strictly after the first moment and not after the second} */
    List<Instant> due(ZoneId zone, Instant from, Instant to, Duration tick) {
        var due = new ArrayList<Instant>();
        var moment = from.minus(RUN_UP);
        var shown = show(moment, zone);
        var highest = shown;
        while (moment.isBefore(to)) {
            moment = moment.plus(tick);
            var before = shown;
            shown = show(moment, zone);
            if (moment.isAfter(from) && isDue(before.plus(tick), shown, highest, tick)) {
                due.add(moment);
            }
            highest = shown.isAfter(highest) ? shown : highest;
        }
        return due;
    }

    private static LocalDateTime show(Instant moment, ZoneId zone) {
        return LocalDateTime.ofInstant(moment, zone);
    }

    private boolean isDue(LocalDateTime expected, LocalDateTime shown, LocalDateTime highest, TemporalAmount tick) {
        if (matches.test(shown) && (repeats || shown.isAfter(highest))) {
            return true;
        }
        return addsSkipped
                && Stream.iterate(expected, skipped -> skipped.isBefore(shown), skipped -> skipped.plus(tick))
                        .anyMatch(matches);
    }
}
