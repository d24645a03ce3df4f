package io.apium.engine;

import io.apium.spi.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/** Reads settings of a type, and collects what is wrong with them. A setting that is wrong has its default. */
final class SettingsReader {

    private final Settings settings;
    private final List<String> faults;

    SettingsReader(Settings settings, List<String> faults) {
        this.settings = settings;
        this.faults = faults;
    }

    String text(String name, String orElse) {
        return settings.get(name, orElse);
    }

    boolean flag(String name, boolean orElse) {
        var text = settings.get(name, String.valueOf(orElse));
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(name + " must be true or false, not '" + text + "'");
            return orElse;
        }
        return text.equals("true");
    }

    int number(String name, int orElse, int least, int most) {
        var text = settings.get(name, String.valueOf(orElse));
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as one that is out of bounds.
        }
        faults.add(name + " must be a number from " + least + " to " + most + ", not '" + text + "'");
        return orElse;
    }

    Duration duration(String name, Duration orElse) {
        var text = settings.get(name, orElse.toString());
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // As wrong as one that is too short.
        }
        faults.add(name + " must be an ISO-8601 duration longer than zero, such as PT30S, not '" + text + "'");
        return orElse;
    }
}
