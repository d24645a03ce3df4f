package io.apium.engine.beat;

import io.apium.schedule.Schedule;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes schedules as texts and reads them, those of the application's own too: {@code bean(com.shop.Holidays)} is the CDI
 * bean of that class.
 *
 * @param own the application's own, by the names of their classes
 */
public record ScheduleTexts(Map<String, Schedule> own) {

    private static final Pattern BEAN = Pattern.compile("\\s*bean\\s*\\(\\s*(.+?)\\s*\\)\\s*");
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** For an application without schedules of its own. */
    public static final ScheduleTexts STANDARD = new ScheduleTexts(Map.of());

    /** Copies. */
    public ScheduleTexts {
        own = Map.copyOf(own);
    }

    /** {@return how the bean of that class is written} */
    static String bean(String className) {
        return "bean(" + className + ")";
    }

    /**
     * {@return the schedule's text}
     *
     * @throws IllegalArgumentException if it cannot be read again
     */
    String write(Schedule schedule) {
        return own.entrySet().stream()
                .filter(known -> isOf(schedule, known.getKey()))
                .findFirst()
                .map(known -> bean(known.getKey()))
                .orElseGet(() -> standard(schedule));
    }

    private static boolean isOf(Schedule schedule, String className) {
        // What a container injects may be of a class of its own, below the bean's.
        return Stream.<Class<?>>iterate(schedule.getClass(), type -> type != null, Class::getSuperclass)
                .anyMatch(type -> type.getName().equals(className));
    }

    private static String standard(Schedule schedule) {
        if (!schedule.getClass().getPackageName().equals(Schedule.class.getPackageName())) {
            throw new IllegalArgumentException(
                    "The schedule " + schedule.getClass().getName()
                            + " must be a CDI bean of the application, so that other nodes have it too");
        }
        return schedule.toString();
    }

    /**
     * {@return the schedule that the text says}
     *
     * @throws IllegalArgumentException if it says none
     */
    Schedule read(String text) {
        return read(text, UTC);
    }

    /**
     * {@return the schedule that the text says}
     *
     * @param zone the time zone of a text without one
     * @throws IllegalArgumentException if it says none
     */
    Schedule read(String text, ZoneId zone) {
        var bean = BEAN.matcher(text);
        if (!bean.matches()) {
            return Schedule.parse(text, zone);
        }
        var known = own.get(bean.group(1));
        if (known == null) {
            throw new IllegalArgumentException("There is no CDI bean of the class " + bean.group(1)
                    + " that is a Schedule"
                    + (own.isEmpty() ? "" : ", only of " + String.join(", ", new TreeMap<>(own).keySet())));
        }
        return known;
    }
}
