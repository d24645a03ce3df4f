package io.apium.engine.beat;

import io.apium.schedule.Periodic;
import io.apium.schedule.Schedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What is said about a periodic task, as texts: the attributes of {@link Periodic}, and what can be set besides. */
final class Attributes {

    /** The names of all that can be said in the configuration. */
    static final List<String> CONFIGURABLE = List.of(
            "args",
            "canvas",
            "enabled",
            "end",
            "expires",
            "headers",
            "jitter",
            "max-runs",
            "misfire",
            "misfire-limit",
            "named",
            "overlap",
            "priority",
            "queue",
            "schedule",
            "start",
            "task");

    private Attributes() {}

    /** {@return what the annotation says, where that is not the default} */
    static Map<String, String> of(Periodic annotation) {
        var texts = new LinkedHashMap<String, String>();
        for (var member : Periodic.class.getDeclaredMethods()) {
            var value = value(annotation, member);
            if (!Objects.equals(value, member.getDefaultValue())) {
                var name = hyphenated(member.getName());
                texts.put(
                        name.equals("value") ? "schedule" : name,
                        value instanceof Class<?> bean ? ScheduleTexts.bean(bean.getName()) : String.valueOf(value));
            }
        }
        return texts;
    }

    /** {@return whether the annotation says twice when it is due, or not at all} */
    static boolean isAmbiguous(Periodic annotation) {
        return annotation.value().isEmpty() == annotation.schedule().equals(Schedule.class);
    }

    private static Object value(Periodic annotation, Method member) {
        try {
            return member.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("@Periodic must be accessible", e);
        }
    }

    private static String hyphenated(String member) {
        return member.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
