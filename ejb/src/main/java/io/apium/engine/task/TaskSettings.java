package io.apium.engine.task;

import io.apium.spi.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the configuration says about tasks: of some of them, {@code apium.task-annotations."<name or
 * pattern>".<attribute>}, and of all of them, {@code apium.task-<attribute>}.
 */
final class TaskSettings {

    private static final String ALL = "apium.task-";
    private static final String SOME = "apium.task-annotations.";
    private static final Pattern SOME_PATTERN =
            Pattern.compile(Pattern.quote(SOME) + "(?<quote>\"?)(?<tasks>[^\"]+)\\k<quote>\\.(?<attribute>[^.\"]+)");

    private static final NamePattern EVERY_TASK = new NamePattern("*");
    private static final String NAME = "name";
    private static final String NAME_FAULT =
            "A task's name cannot be configured, write @Task(name = …) on its method instead of setting ";

    /** By the names in the configuration, those that {@link io.apium.Task} gives them. */
    private static final Map<String, String> ATTRIBUTES = TaskAnnotations.attributes()
            .collect(
                    Collectors.toMap(TaskSettings::hyphenated, Function.identity(), (one, other) -> one, TreeMap::new));

    private final Settings settings;
    private final List<Said> ofSome;
    private final List<Said> ofAll;

    private TaskSettings(Settings settings, Collection<Said> ofSome, List<Said> ofAll) {
        this.settings = settings;
        this.ofSome = ofSome.stream()
                .sorted(Comparator.comparing(Said::tasks, NamePattern.LONGEST_FIRST))
                .toList();
        this.ofAll = List.copyOf(ofAll);
    }

    /** {@return what the settings say} What cannot be is described in {@code faults}. */
    static TaskSettings read(Settings settings, Collection<String> faults) {
        return new TaskSettings(settings, readSome(settings, faults), readAll(settings, faults));
    }

    /**
     * {@return what is said about the task of that name, and about some tasks with it, what goes first coming first} The
     * task's own name goes before patterns, and a long pattern before a short one.
     */
    List<AttributeText> ofSome(String task, Class<?> beanClass) {
        return Stream.concat(
                        ofOne(task), ofSome.stream().filter(said -> said.tasks().matches(task)))
                .map(said -> said.to(beanClass))
                .toList();
    }

    /** Asks, since the names of settings are not all known: those of environment variables are not. */
    private Stream<Said> ofOne(String task) {
        return ATTRIBUTES.entrySet().stream()
                .flatMap(attribute -> Stream.of("\"" + task + "\"", task)
                        .map(name -> SOME + name + "." + attribute.getKey())
                        .flatMap(setting -> settings.find(setting).stream()
                                .map(text -> new Said(new NamePattern(task), attribute.getValue(), setting, text))));
    }

    /** {@return what is said about all tasks} */
    List<AttributeText> ofAll(Class<?> beanClass) {
        return ofAll.stream().map(said -> said.to(beanClass)).toList();
    }

    /** {@return a sentence for each setting about some tasks that matches none of those names} */
    List<String> unmatched(Collection<String> tasks) {
        return ofSome.stream()
                .filter(said -> tasks.stream().noneMatch(said.tasks()::matches))
                .map(said -> "No task of this deployment has a name that matches the setting " + said.setting())
                .toList();
    }

    private static Collection<Said> readSome(Settings settings, Collection<String> faults) {
        var read = new TreeMap<String, Said>();
        settings.names().stream()
                .filter(setting -> setting.startsWith(SOME))
                .sorted()
                .forEach(setting -> settings.find(setting).ifPresent(text -> readSome(setting, text, read, faults)));
        return read.values();
    }

    private static void readSome(String setting, String text, Map<String, Said> read, Collection<String> faults) {
        var parts = SOME_PATTERN.matcher(setting);
        if (!parts.matches()) {
            faults.add("Write " + SOME + "\"<name or pattern>\".<attribute> instead of setting " + setting);
            return;
        }
        var tasks = parts.group("tasks");
        var name = parts.group("attribute");
        var attribute = ATTRIBUTES.get(name);
        if (name.equals(NAME)) {
            faults.add(NAME_FAULT + setting);
        } else if (attribute == null) {
            faults.add("A task has no attribute " + name + ", only " + String.join(", ", ATTRIBUTES.keySet())
                    + ": setting " + setting);
        } else {
            var other =
                    read.putIfAbsent(tasks + "." + name, new Said(new NamePattern(tasks), attribute, setting, text));
            if (other != null) {
                faults.add("Remove one of the settings " + other.setting() + " and " + setting
                        + ", they set the same attribute of the same tasks");
            }
        }
    }

    private static List<Said> readAll(Settings settings, Collection<String> faults) {
        if (settings.find(ALL + NAME).isPresent()) {
            faults.add(NAME_FAULT + ALL + NAME);
        }
        var read = new ArrayList<Said>();
        ATTRIBUTES.forEach((name, attribute) -> {
            var setting = settingOfAll(name);
            if (!setting.equals(ALL + name) && settings.find(ALL + name).isPresent()) {
                faults.add("There is no setting " + ALL + name + ", write " + setting + " instead");
            }
            settings.find(setting).ifPresent(text -> read.add(new Said(EVERY_TASK, attribute, setting, text)));
        });
        return read;
    }

    /** {@return the setting that says it of all tasks} They are Celery's, and not all of them begin alike. */
    private static String settingOfAll(String name) {
        if (name.equals("queue")) {
            return "apium.task-default-queue";
        }
        return (name.startsWith("result-") ? "apium." : ALL) + name;
    }

    private static String hyphenated(String attribute) {
        return attribute.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** What a setting says about the tasks whose names match. */
    private record Said(NamePattern tasks, String attribute, String setting, String text) {

        Said {
            text = text.strip();
        }

        AttributeText to(Class<?> beanClass) {
            return new AttributeText(attribute, text, "setting " + setting, beanClass);
        }
    }
}
