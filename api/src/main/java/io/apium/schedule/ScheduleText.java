package io.apium.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a schedule, {@code kind(what, name=value, …)}, taken apart.
 *
 * @param options by name
 */
record ScheduleText(String kind, String what, Map<String, String> options) {

    static final ZoneId UTC = ZoneId.of("UTC");

    private static final Pattern TEXT = Pattern.compile("\\s*(\\w+)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern OPTION = Pattern.compile("\\s*(\\w+)\\s*=\\s*(\\S+)\\s*");

    static Schedule parse(String text, ZoneId zone) {
        try {
            return of(text).schedule(zone);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("The schedule '" + text + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static ScheduleText of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("it is not of the form kind(…), such as crontab(30 6 * * *)");
        }
        var options = new LinkedHashMap<String, String>();
        // The values of a crontab's field are separated by commas too.
        var pieces = parts.group(2).split(",(?=\\s*\\w+\\s*=)", -1);
        Arrays.stream(pieces).skip(1).forEach(piece -> {
            var option = OPTION.matcher(piece);
            if (!option.matches()) {
                throw new IllegalArgumentException("'" + piece.strip() + "' is not of the form name=value");
            }
            if (options.put(option.group(1), option.group(2)) != null) {
                throw new IllegalArgumentException("it has " + option.group(1) + " twice");
            }
        });
        return new ScheduleText(parts.group(1), pieces[0].strip(), options);
    }

    private Schedule schedule(ZoneId zone) {
        return switch (kind) {
            case Crontab.KIND -> Crontab.read(this, zone);
            case Interval.KIND -> Interval.read(this, zone);
            case Solar.KIND -> Solar.read(this);
            case Clocked.KIND -> Clocked.read(this, zone);
            default ->
                throw new IllegalArgumentException(
                        kind + " is not a kind of schedule; crontab, interval, solar and clocked are");
        };
    }

    /** {@return this, if it has no other options} */
    ScheduleText only(String... names) {
        var allowed = Set.of(names);
        options.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(kind + " has no option " + name
                            + (names.length == 0 ? "" : "; it has " + String.join(" and ", names)));
                });
        return this;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    ZoneId zone(ZoneId otherwise) {
        return option("zone").map(ScheduleText::zone).orElse(otherwise);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone " + name + " is not a time zone such as Europe/Berlin, UTC or +01:00", e);
        }
    }
}
