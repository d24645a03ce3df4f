package io.apium.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Time zones whose clocks change in their own ways, and moments around their changes. */
record Zones(ZoneId zone, Instant moment) {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2038-01-01T00:00:00Z");

    private static final List<ZoneId> ALL = Stream.of(
                    "UTC",
                    "Europe/Berlin",
                    "America/New_York",
                    // Changes by half an hour.
                    "Australia/Lord_Howe",
                    // Changed once, by a quarter of an hour.
                    "Asia/Kathmandu",
                    // Changes around Ramadan.
                    "Africa/Casablanca",
                    // Changed at midnight.
                    "America/Sao_Paulo",
                    // Left out the 30th of December 2011.
                    "Pacific/Apia")
            .map(ZoneId::of)
            .toList();

    static Arbitrary<ZoneId> any() {
        return Arbitraries.of(ALL);
    }

    /** {@return zones with moments, most of them less than two days before a change of the clock} */
    static Arbitrary<Zones> changing() {
        return any().flatMap(zone -> {
            var changes = changes(zone);
            var seconds = Arbitraries.longs().between(0, Duration.ofDays(2).toSeconds());
            var anywhere = Arbitraries.longs().between(FIRST.getEpochSecond(), LAST.getEpochSecond());
            return changes.isEmpty()
                    ? anywhere.map(second -> new Zones(zone, Instant.ofEpochSecond(second)))
                    : Arbitraries.of(changes)
                            .flatMap(change -> seconds.map(second ->
                                    new Zones(zone, change.getInstant().minusSeconds(second))));
        });
    }

    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        var rules = zone.getRules();
        return Stream.iterate(
                        rules.nextTransition(FIRST),
                        change -> change != null && change.getInstant().isBefore(LAST),
                        change -> rules.nextTransition(change.getInstant()))
                .toList();
    }
}
