package io.apium.engine.task;

import io.apium.spi.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings of which all is known. */
record MapSettings(Map<String, String> values) implements Settings {

    /** {@return settings that say this about all tasks, by the names of the attributes} */
    static MapSettings ofAllTasks(Map<String, String> attributes) {
        return new MapSettings(attributes.entrySet().stream()
                .collect(Collectors.toMap(entry -> ofAllTasks(entry.getKey()), Map.Entry::getValue)));
    }

    /** {@return settings that say this about some tasks, by the names of the attributes} */
    static MapSettings ofTasks(String pattern, Map<String, String> attributes) {
        return new MapSettings(attributes.entrySet().stream()
                .collect(Collectors.toMap(entry -> ofTasks(pattern, entry.getKey()), Map.Entry::getValue)));
    }

    /** {@return the setting that says something about all tasks} */
    static String ofAllTasks(String attribute) {
        return switch (attribute) {
            case "queue" -> "apium.task-default-queue";
            case "result-expires", "result-extended" -> "apium." + attribute;
            default -> "apium.task-" + attribute;
        };
    }

    /** {@return the setting that says something about some tasks} */
    static String ofTasks(String pattern, String attribute) {
        return "apium.task-annotations.\"" + pattern + "\"." + attribute;
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }
}
