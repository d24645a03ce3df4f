package io.apium.engine.beat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apium.TaskClient;
import io.apium.canvas.Canvas;
import io.apium.engine.message.Json;
import io.apium.schedule.Misfire;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;
import io.apium.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a periodic task of what is said about it. */
final class AttributeTexts {

    private final TaskClient client;
    private final ScheduleTexts schedules;
    private final ZoneId zone;
    private final Json json;

    /**
     * Creates it.
     *
     * @param client makes canvases
     * @param zone the time zone of schedules that name none
     */
    AttributeTexts(TaskClient client, ScheduleTexts schedules, ZoneId zone, Json json) {
        this.client = client;
        this.schedules = schedules;
        this.zone = zone;
        this.json = json;
    }

    /**
     * {@return the periodic task}
     *
     * @param base what is known of it already, or null
     * @param texts what is said, by the names of attributes
     * @throws IllegalArgumentException if that cannot be; the message names the attribute
     */
    PeriodicTask read(String name, @Nullable PeriodicTask base, Map<String, String> texts) {
        var schedule = schedule(base, texts);
        var canvas = canvas(base, texts);
        var builder = base == null
                ? PeriodicTask.builder(name, schedule, canvas)
                : base.toBuilder().schedule(schedule).canvas(canvas);
        set(texts, "start", Instant::parse, builder::start);
        set(texts, "end", Instant::parse, builder::end);
        set(texts, "max-runs", Integer::valueOf, builder::maxRuns);
        set(texts, "misfire", constant(Misfire.class), builder::misfire);
        set(texts, "misfire-limit", Integer::valueOf, builder::misfireLimit);
        set(texts, "overlap", constant(Overlap.class), builder::overlap);
        set(texts, "jitter", AttributeTexts::duration, builder::jitter);
        set(texts, "expires", AttributeTexts::duration, builder::expires);
        set(texts, "enabled", AttributeTexts::flag, builder::enabled);
        return builder.build();
    }

    private Schedule schedule(@Nullable PeriodicTask base, Map<String, String> texts) {
        var text = texts.get("schedule");
        if (text == null) {
            if (base == null) {
                throw new IllegalArgumentException("it has no schedule, and nothing else declares one of its name");
            }
            return base.schedule();
        }
        return schedules.read(text, zone);
    }

    private Canvas<?> canvas(@Nullable PeriodicTask base, Map<String, String> texts) {
        var canvas = base == null ? null : base.canvas();
        if (texts.containsKey("canvas")) {
            canvas = client.canvas(text(texts, "canvas"));
        } else if (texts.containsKey("task") || texts.containsKey("args") || texts.containsKey("named")) {
            canvas = signature(canvas, texts);
        }
        if (canvas == null) {
            throw new IllegalArgumentException("it has neither a task nor a canvas");
        }
        var queue = texts.get("queue");
        var priority = texts.get("priority");
        if (queue != null) {
            canvas = canvas.set(options -> options.queue(queue));
        }
        if (priority != null) {
            canvas = canvas.set(options -> options.priority(read("priority", priority, Integer::valueOf)));
        }
        var headers = headers(texts);
        if (!headers.isEmpty()) {
            canvas = canvas.set(options -> {
                headers.forEach(options::header);
                return options;
            });
        }
        // A stream among it can be read once only.
        return client.canvas(canvas.toJson());
    }

    private Map<String, String> headers(Map<String, String> texts) {
        if (!texts.containsKey("headers")) {
            return Map.of();
        }
        var object = require("headers", "object", tree("headers", text(texts, "headers")), JsonNode::isObject);
        var headers = new LinkedHashMap<String, String>();
        object.properties().forEach(header -> {
            var value = require("header " + header.getKey(), "text", header.getValue(), JsonNode::isTextual);
            headers.put(header.getKey(), value.textValue());
        });
        return headers;
    }

    private Canvas<?> signature(@Nullable Canvas<?> base, Map<String, String> texts) {
        var object = base == null ? json.newObject() : tree("canvas", base.toJson());
        if (!(object instanceof ObjectNode signature) || (!object.has("task") && !texts.containsKey("task"))) {
            throw new IllegalArgumentException("it has arguments, but no task that could take them");
        }
        if (texts.containsKey("task")) {
            signature.put("task", text(texts, "task"));
        }
        if (texts.containsKey("args")) {
            signature.set("args", require("args", "array", tree("args", text(texts, "args")), JsonNode::isArray));
        }
        if (texts.containsKey("named")) {
            signature.set("named", require("named", "object", tree("named", text(texts, "named")), JsonNode::isObject));
        }
        return client.canvas(signature.toString());
    }

    private static String text(Map<String, String> texts, String name) {
        return Objects.requireNonNull(texts.get(name), name);
    }

    private static JsonNode require(String name, String kind, JsonNode tree, Predicate<JsonNode> isKind) {
        if (!isKind.test(tree)) {
            throw new IllegalArgumentException("its " + name + " must be a JSON " + kind + ", not " + tree);
        }
        return tree;
    }

    private JsonNode tree(String name, String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "its " + name + " '" + text + "' is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> void set(
            Map<String, String> texts, String name, Function<String, T> reader, Consumer<T> option) {
        var text = texts.get(name);
        if (text != null) {
            option.accept(read(name, text, reader));
        }
    }

    private static <T> T read(String name, String text, Function<String, T> reader) {
        try {
            return reader.apply(text.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " cannot be '" + text + "': " + e.getMessage(), e);
        }
    }

    private static <E extends Enum<E>> Function<String, E> constant(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant ->
                        constant.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there are only " + Arrays.toString(type.getEnumConstants())));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("it must be a duration such as PT5S or PT10M", e);
        }
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("it must be true or false");
        }
        return Boolean.valueOf(text);
    }
}
