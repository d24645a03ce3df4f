package io.apium.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the sun does once on most days. Celery's events of {@code solar}. */
public enum SolarEvent {
    /** The sun rises to 18° below the horizon: the darkest stars fade. */
    DAWN_ASTRONOMICAL("astronomical dawn"),
    /** The sun rises to 12° below the horizon: the horizon can be seen at sea. */
    DAWN_NAUTICAL("nautical dawn"),
    /** The sun rises to 6° below the horizon: things can be told apart without a lamp. */
    DAWN_CIVIL("civil dawn"),
    /** The upper edge of the sun appears on the horizon, as the air bends its light. */
    SUNRISE("sunrise"),
    /** The sun is at its highest. */
    SOLAR_NOON("solar noon"),
    /** The upper edge of the sun disappears on the horizon, as the air bends its light. */
    SUNSET("sunset"),
    /** The sun sinks to 6° below the horizon. */
    DUSK_CIVIL("civil dusk"),
    /** The sun sinks to 12° below the horizon. */
    DUSK_NAUTICAL("nautical dusk"),
    /** The sun sinks to 18° below the horizon: it is night. */
    DUSK_ASTRONOMICAL("astronomical dusk");

    private final String words;

    SolarEvent(String words) {
        this.words = words;
    }

    static SolarEvent of(String name) {
        return Arrays.stream(values())
                .filter(event -> event.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("event '" + name + "' is not one of "
                        + Arrays.stream(values()).map(SolarEvent::toString).collect(Collectors.joining(", "))));
    }

    /** {@return what it is called by people} */
    String words() {
        return words;
    }

    /** {@return Celery's name of the event} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
