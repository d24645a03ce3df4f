package io.apium.engine.beat;

import io.apium.TaskClient;
import io.apium.engine.beat.Timetable.Declared;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskDefinition;
import io.apium.schedule.Periodic;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import io.apium.spi.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a deployment declares: the annotations of its tasks, its sources, and its configuration, which adds to both and goes
 * before them. Not safe for use by several threads.
 */
public final class TimetableReader {

    private static final String PREFIX = "apium.beat.schedule.";
    private static final Pattern NAME =
            Pattern.compile(Pattern.quote(PREFIX) + "(?<quote>\"?)(?<name>.+)\\k<quote>\\.(?<attribute>[a-z-]+)");

    private final TaskClient client;
    private final CanvasCheck canvases;
    private final Settings settings;
    private final Collection<String> faults;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    /** What is known of a periodic task. */
    private record Candidate(
            String name,
            Origin origin,
            String place,
            @Nullable PeriodicTask base,
            Map<String, String> texts) {}

    /**
     * Creates a reader.
     *
     * @param client makes canvases
     * @param canvases knows which of them can be sent
     * @param faults where it is described what is wrong
     */
    public TimetableReader(TaskClient client, CanvasCheck canvases, Settings settings, Collection<String> faults) {
        this.client = client;
        this.canvases = canvases;
        this.settings = settings;
        this.faults = faults;
    }

    /** Reads the annotations of tasks. */
    public void readAnnotations(Collection<TaskDefinition> tasks) {
        for (var task : tasks) {
            for (var annotation : task.method().getAnnotationsByType(Periodic.class)) {
                var place = "@Periodic of " + task.method();
                if (Attributes.isAmbiguous(annotation)) {
                    faults.add("Write when it is due either as a text or as a schedule's class: " + place);
                }
                var texts = new LinkedHashMap<>(Attributes.of(annotation));
                var name = annotation.name().isEmpty() ? task.name() : annotation.name();
                texts.put("task", task.name());
                texts.remove("name");
                add(new Candidate(name, Origin.ANNOTATION, place, null, texts));
            }
        }
    }

    /** Asks a source. */
    public void readSource(PeriodicTaskSource source) {
        var place = source.getClass().getName();
        try {
            for (var task : source.periodicTasks(client)) {
                add(new Candidate(task.name(), Origin.CODE, place, task, Map.of()));
            }
        } catch (RuntimeException e) {
            faults.add("The periodic tasks of " + place + " cannot be had: " + e);
        }
    }

    private void add(Candidate candidate) {
        var other = candidates.putIfAbsent(candidate.name(), candidate);
        if (other != null) {
            faults.add("Two periodic tasks have the name '" + candidate.name() + "': " + other.place() + " and "
                    + candidate.place() + "; give one of them another");
        }
    }

    /** {@return all that is declared} What is wrong with it is described among the faults. */
    public Timetable read(ScheduleTexts schedules) {
        readConfiguration().forEach(this::configure);
        var reader = new AttributeTexts(client, schedules, zone(), new Json());
        var declared = new ArrayList<Declared>();
        for (var candidate : candidates.values()) {
            try {
                var task = reader.read(candidate.name(), candidate.base(), candidate.texts());
                schedules.write(task.schedule());
                canvases.check(task);
                declared.add(new Declared(task, candidate.origin()));
            } catch (IllegalArgumentException e) {
                faults.add("The periodic task '" + candidate.name() + "' cannot work: " + e.getMessage() + ": "
                        + candidate.place());
            }
        }
        return new Timetable(declared, schedules);
    }

    private Map<String, Map<String, String>> readConfiguration() {
        var configured = new TreeMap<String, Map<String, String>>();
        settings.names().stream()
                .filter(setting -> setting.startsWith(PREFIX))
                .sorted()
                .forEach(setting -> readSetting(setting, configured));
        return configured;
    }

    private void readSetting(String setting, Map<String, Map<String, String>> configured) {
        var parts = NAME.matcher(setting);
        var value = settings.find(setting);
        if (!parts.matches()) {
            faults.add(setting + " is no setting; one of a periodic task is " + PREFIX + "\"<name>\".<attribute>");
        } else if (!Attributes.CONFIGURABLE.contains(parts.group("attribute"))) {
            faults.add("A periodic task has no attribute " + parts.group("attribute") + ", only "
                    + String.join(", ", Attributes.CONFIGURABLE) + ": setting " + setting);
        } else if (value.isPresent()) {
            configured
                    .computeIfAbsent(parts.group("name"), name -> new TreeMap<>())
                    .put(parts.group("attribute"), value.get());
        }
    }

    private void configure(String name, Map<String, String> texts) {
        candidates.merge(
                name,
                new Candidate(name, Origin.CONFIGURATION, "settings " + PREFIX + "\"" + name + "\"", null, texts),
                (known, configured) -> {
                    var all = new LinkedHashMap<>(known.texts());
                    all.putAll(texts);
                    return new Candidate(
                            name, known.origin(), known.place() + ", " + configured.place(), known.base(), all);
                });
    }

    private ZoneId zone() {
        var text = settings.get("apium.timezone", "UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            faults.add("apium.timezone must be a time zone such as Europe/Berlin, not '" + text + "'");
            return ZoneId.of("UTC");
        }
    }
}
