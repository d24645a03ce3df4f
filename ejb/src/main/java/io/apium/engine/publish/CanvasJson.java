package io.apium.engine.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.engine.message.CanvasCodec;
import io.apium.engine.message.Json;
import io.apium.engine.message.LimitOptions;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.StepOptions;
import io.apium.engine.task.ArgumentWriter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a canvas as JSON, and reads it. What a canvas is shows in its fields: {@code task}, {@code chain}, {@code group}, or
 * {@code header} and {@code body}. Thread-safe.
 */
final class CanvasJson implements CanvasCodec {

    private final EngineTaskClient client;
    private final Json json;
    private final ArgumentWriter arguments;

    CanvasJson(EngineTaskClient client, Json json) {
        this.client = client;
        this.json = json;
        this.arguments = new ArgumentWriter(json);
    }

    @Override
    public JsonNode write(Canvas<?> canvas) {
        var object = json.newObject();
        if (canvas instanceof Signature<?> signature) {
            writeSignature(signature, object);
        } else if (canvas instanceof Chain<?> chain) {
            writeAll(object, "chain", chain.steps());
        } else if (canvas instanceof Group<?> group) {
            writeAll(object, "group", group.members().toList());
            if (group.isTolerant()) {
                object.put("tolerant", true);
            }
        } else if (canvas instanceof Chord<?> chord) {
            object.set("header", write(chord.header()));
            object.set("body", write(chord.body()));
        }
        var options = StepOptions.of(canvas.options());
        if (!options.equals(StepOptions.NONE)) {
            object.set("options", json.toTree(options, null));
        }
        canvas.options().taskId().ifPresent(id -> object.put("id", id));
        if (!canvas.links().isEmpty()) {
            writeAll(object, "links", canvas.links());
        }
        if (!canvas.errorLinks().isEmpty()) {
            writeAll(object, "errors", canvas.errorLinks());
        }
        return object;
    }

    private void writeSignature(Signature<?> signature, ObjectNode object) {
        var name = signature.task();
        // Its place among the arguments is not known yet, so that values are written by what they are.
        var written = arguments.write(name, null, signature.args(), signature.namedArgs());
        object.put("task", name);
        if (!written.positional().isEmpty()) {
            object.putArray("args").addAll(written.positional());
        }
        if (!written.named().isEmpty()) {
            object.putObject("named").setAll(written.named());
        }
        if (signature.isImmutable()) {
            object.put("immutable", true);
        }
        if (!signature.stamps().isEmpty()) {
            object.set("stamps", json.toTree(signature.stamps(), null));
        }
    }

    private void writeAll(ObjectNode object, String field, List<? extends Canvas<?>> canvases) {
        var array = object.putArray(field);
        canvases.forEach(canvas -> array.add(write(canvas)));
    }

    @Override
    public Canvas<Object> read(JsonNode tree) {
        var options = options(tree);
        var links = readAll(tree.path("links"));
        var errors = readAll(tree.path("errors"));
        if (tree.path("task").isTextual()) {
            var task = tree.path("task").textValue();
            return new ClientSignature<>(
                    client,
                    task,
                    list(tree.path("args")),
                    map(tree.path("named")),
                    tree.path("immutable").asBoolean(),
                    options,
                    stamps(tree.path("stamps")),
                    links,
                    errors,
                    client.resultType(task).orElse(Object.class));
        } else if (tree.path("chain").isArray()) {
            return new ClientChain<>(client, readAll(tree.path("chain")), options, links, errors);
        } else if (tree.path("group").isArray()) {
            return group(tree, options, links, errors);
        } else if (tree.path("header").isObject() && tree.path("body").isObject()) {
            var header = read(tree.path("header"));
            if ((Canvas<?>) header instanceof Group<?> group) {
                return new ClientChord<>(client, group, read(tree.path("body")), options, links, errors);
            }
        }
        throw new IllegalArgumentException(
                "This is no canvas: it has no task, chain, group, or header and body: " + tree);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The value of what was read is of any type.
    private Canvas<Object> group(JsonNode tree, TaskOptions options, List<Canvas<?>> links, List<Canvas<?>> errors) {
        var members = readAll(tree.path("group"));
        var tolerant = tree.path("tolerant").asBoolean();
        var type = client.memberType(members);
        return (Canvas) new ClientGroup<>(
                client, members::stream, tolerant ? client.outcomeOf(type) : type, tolerant, options, links, errors);
    }

    private TaskOptions options(JsonNode tree) {
        requireKnown(tree.path("options"), StepOptions.class);
        requireKnown(tree.path("options").path("retry"), RetryOptions.class);
        requireKnown(tree.path("options").path("limits"), LimitOptions.class);
        try {
            var options = tree.has("options")
                    ? Objects.requireNonNull((StepOptions) json.fromTree(
                                    tree.path("options"), json.types().constructType(StepOptions.class)))
                            .toTaskOptions()
                    : TaskOptions.defaults();
            var id = tree.path("id").textValue();
            return id == null ? options : options.toBuilder().taskId(id).build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The options of a canvas cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireKnown(JsonNode options, Class<? extends Record> type) {
        var known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        options.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "The options of a canvas cannot be read: there is none named " + name + ", but " + known);
            }
        });
    }

    private List<Canvas<?>> readAll(JsonNode array) {
        var canvases = new ArrayList<Canvas<?>>();
        array.forEach(element -> canvases.add(read(element)));
        return canvases;
    }

    private static List<@Nullable Object> list(JsonNode array) {
        var list = new ArrayList<@Nullable Object>();
        array.forEach(list::add);
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonNode object) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.properties().forEach(property -> map.put(property.getKey(), property.getValue()));
        return map;
    }

    private static Map<String, Object> stamps(JsonNode object) {
        var map = new LinkedHashMap<String, Object>();
        object.properties().forEach(property -> map.put(property.getKey(), property.getValue()));
        return map;
    }
}
