package io.apium.engine.beat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.TaskClient;
import io.apium.engine.message.Json;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.PeriodicTaskStatus.Origin;
import io.apium.spi.StoredSchedule;
import io.apium.spi.StoredSchedule.Definition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes periodic tasks as they are stored, and reads them. Thread-safe. */
final class Definitions {

    private final TaskClient client;
    private final ScheduleTexts schedules;
    private final Json json;

    /**
     * Creates it.
     *
     * @param client makes canvases
     * @param schedules reads schedules
     */
    Definitions(TaskClient client, ScheduleTexts schedules, Json json) {
        this.client = client;
        this.schedules = schedules;
        this.json = json;
    }

    /**
     * {@return the periodic task as it is stored}
     *
     * @param declared a fingerprint of its declaration, or null
     * @throws IllegalArgumentException if it cannot be stored
     */
    Definition write(PeriodicTask task, Origin origin, @Nullable String declared, boolean isEdited) {
        return new Definition(
                origin.name(),
                declared,
                isEdited,
                schedules.write(task.schedule()),
                task.canvas().toJson(),
                write(Rules.of(task)));
    }

    /**
     * {@return the periodic task that is stored}
     *
     * @throws IllegalArgumentException if it cannot be read on this node
     */
    PeriodicTask read(StoredSchedule stored) {
        var definition = stored.definition();
        try {
            return read(definition.rules())
                    .apply(PeriodicTask.builder(
                            stored.name(), schedules.read(definition.schedule()), client.canvas(definition.canvas())));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The periodic task '" + stored.name() + "' cannot be read here: " + e.getMessage(), e);
        }
    }

    private String write(Rules rules) {
        try {
            return json.write(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rules can always be written", e);
        }
    }

    private Rules read(String text) {
        try {
            return Objects.requireNonNull((Rules) json.read(text, Rules.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no rules: " + text, e);
        }
    }
}
