package io.apium.schedule;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Due when the sun rises, sets or passes another mark at a place. Celery's {@code solar}.
 *
 * <pre>{@code Solar.of(SolarEvent.SUNSET, 52.52, 13.405)}</pre>
 *
 * <p>On a day without the event, such as one on which the sun does not set, it is not due, but on the next that has it. To the
 * second it is the same on all nodes; to the sun it is right within a minute or two between the polar circles, and within
 * several near the days on which the event ceases.
 *
 * <p>Where the sun is, is calculated by the library of {@code apium-ejb}; without that module on the class path {@link #next}
 * throws {@link IllegalStateException}.
 *
 * @param event what the sun does
 * @param latitude degrees to the north of the equator, from -90 to 90
 * @param longitude degrees to the east of Greenwich, from -180 to 180
 */
public record Solar(SolarEvent event, double latitude, double longitude) implements Schedule {

    static final String KIND = "solar";

    private static final String MARKS = "event, latitude, longitude, such as sunset, 52.52, 13.405";

    /**
     * Creates a solar schedule.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public Solar {
        check("latitude", latitude, 90);
        check("longitude", longitude, 180);
    }

    /**
     * {@return the schedule of an event at a place} Celery's {@code event}, {@code lat} and {@code lon}.
     *
     * @throws IllegalArgumentException if there is no such place
     */
    public static Solar of(SolarEvent event, double latitude, double longitude) {
        return new Solar(event, latitude, longitude);
    }

    private static void check(String name, double value, int limit) {
        // Not a number is in no range.
        if (!(Math.abs(value) <= limit)) {
            throw new IllegalArgumentException(
                    name + " " + value + " is not a number of degrees from -" + limit + " to " + limit);
        }
    }

    static Solar read(ScheduleText text) {
        var parts = text.only().what().split("\\s*,\\s*", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + text.what() + "' is not " + MARKS);
        }
        return new Solar(SolarEvent.of(parts[0]), degrees("latitude", parts[1]), degrees("longitude", parts[2]));
    }

    private static double degrees(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " '" + text + "' is not a number of degrees such as 52.52", e);
        }
    }

    @Override
    public Optional<Instant> next(Instant moment) {
        return Horizon.searchAfter(moment).flatMap(after -> FoundSun.get().next(this, after));
    }

    @Override
    public String describe() {
        return "at " + event.words() + ", " + place(latitude, "N", "S") + " " + place(longitude, "E", "W");
    }

    private static String place(double degrees, String positive, String negative) {
        return String.format(Locale.ROOT, "%.2f°%s", Math.abs(degrees), degrees < 0 ? negative : positive);
    }

    /** {@return its text, for {@link Schedule#parse(String)}} */
    @Override
    public String toString() {
        return KIND + "(" + event + ", " + latitude + ", " + longitude + ")";
    }
}
