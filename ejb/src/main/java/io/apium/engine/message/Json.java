package io.apium.engine.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Apium writes and reads it: times as ISO-8601 text, decimals with every digit, unknown fields ignored so that sender and worker may be of
 * different versions, no type names in the data. Thread-safe.
 */
public final class Json {

    private final AtomicReference<@Nullable CanvasCodec> canvases = new AtomicReference<>();

    private final JsonMapper mapper = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule(), new CanvasModule(canvases))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                    DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** From now on canvases can be written and read. */
    public void canvases(CanvasCodec codec) {
        canvases.set(codec);
    }

    /** {@return the text of any value} */
    public String write(@Nullable Object value) throws JsonProcessingException {
        return mapper.writeValueAsString(value);
    }

    /** {@return the text of trees and texts, in lists and maps} */
    public String writeTrees(Object trees) {
        return mapper.valueToTree(trees).toString();
    }

    /** {@return the tree that the text holds} */
    public JsonNode readTree(String text) throws JsonProcessingException {
        return mapper.readTree(text);
    }

    /** {@return the text of a value, written as the given type, so that polymorphic elements keep their type ids} */
    public String write(@Nullable Object value, JavaType type) throws JsonProcessingException {
        return mapper.writerFor(type).writeValueAsString(value);
    }

    /**
     * {@return the value as a tree}
     *
     * @param declared the type to which it will be read; containers are written as that type, so that polymorphic elements
     *     keep their type ids. Null if it is not known
     * @throws IllegalArgumentException if it cannot be written
     */
    public JsonNode toTree(@Nullable Object value, @Nullable JavaType declared) {
        if (declared != null && (declared.isContainerType() || declared.isReferenceType())) {
            try (var buffer = new TokenBuffer(mapper, false)) {
                mapper.writerFor(declared).writeValue(buffer, value);
                try (var parser = buffer.asParser()) {
                    return mapper.readTree(parser);
                }
            } catch (IOException | RuntimeException e) {
                // It is of another type, which may do all the same: an int for a long.
                return toTree(value, null);
            }
        }
        return mapper.valueToTree(value);
    }

    /** {@return the value of the given type that the text holds} */
    public @Nullable Object read(String text, Type type) throws JsonProcessingException {
        return mapper.readValue(text, types().constructType(type));
    }

    /** {@return the value of the given type that the tree holds} */
    public @Nullable Object fromTree(JsonNode tree, JavaType type) throws JsonProcessingException {
        return mapper.treeToValue(tree, type);
    }

    /**
     * {@return the value as another type, by way of its JSON}
     *
     * @throws IllegalArgumentException if it is not of that type
     */
    public @Nullable Object convert(@Nullable Object value, Type type) {
        return mapper.convertValue(value, types().constructType(type));
    }

    /** {@return an empty array} */
    public ArrayNode newArray() {
        return mapper.createArrayNode();
    }

    /** {@return an empty object} */
    public ObjectNode newObject() {
        return mapper.createObjectNode();
    }

    /**
     * {@return the steps that the text holds}
     *
     * @throws IllegalStateException if it holds none
     */
    public List<Step> readSteps(String text) {
        try {
            return mapper.readValue(text, new TypeReference<List<Step>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Steps that were stored cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** {@return the text of steps} */
    public String writeSteps(List<Step> steps) {
        try {
            return mapper.writerFor(new TypeReference<List<Step>>() {}).writeValueAsString(steps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Steps of trees and texts can always be written", e);
        }
    }

    /**
     * {@return the sequence that the text holds}
     *
     * @throws IllegalStateException if it holds none
     */
    public Sequence readSequence(String text) {
        try {
            return mapper.readValue(text, Sequence.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Steps that were stored cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** {@return the text of a sequence} */
    public String writeSequence(Sequence sequence) {
        return writeTrees(sequence);
    }

    /** {@return what resolves generic types} */
    public TypeFactory types() {
        return mapper.getTypeFactory();
    }
}
