package io.apium.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the sun does once on most days. Celery's events of {@code solar}. */
public enum SolarEvent {
    /** The sun rises to 18° below the horizon: the darkest stars fade. */
    DAWN_ASTRONOMICAL,
    /** The sun rises to 12° below the horizon: the horizon can be seen at sea. */
    DAWN_NAUTICAL,
    /** The sun rises to 6° below the horizon: things can be told apart without a lamp. */
    DAWN_CIVIL,
    /** The upper edge of the sun appears on the horizon, as the air bends its light. */
    SUNRISE,
    /** The sun is at its highest. */
    SOLAR_NOON,
    /** The upper edge of the sun disappears on the horizon, as the air bends its light. */
    SUNSET,
    /** The sun sinks to 6° below the horizon. */
    DUSK_CIVIL,
    /** The sun sinks to 12° below the horizon. */
    DUSK_NAUTICAL,
    /** The sun sinks to 18° below the horizon: it is night. */
    DUSK_ASTRONOMICAL;

    static SolarEvent of(String name) {
        return Arrays.stream(values())
                .filter(event -> event.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("event '" + name + "' is not one of "
                        + Arrays.stream(values()).map(SolarEvent::toString).collect(Collectors.joining(", "))));
    }

    /** {@return Celery's name of the event} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
