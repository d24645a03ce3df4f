package io.apium.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A message's properties as the text of a JSON object. Strings, integers and booleans stand for themselves, any other number
 * stands with its type: {@code {"apium_attempt":3,"expires":{"Long":"1767225600000"}}}.
 */
final class MessageProperties {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Function<String, Object>> NUMBERS = Map.of(
            "Byte", Byte::valueOf,
            "Short", Short::valueOf,
            "Long", Long::valueOf,
            "Float", Float::valueOf,
            "Double", Double::valueOf);

    private MessageProperties() {}

    static String write(Map<String, Object> properties) {
        ObjectNode object = JSON.createObjectNode();
        properties.forEach((name, value) -> object.set(name, toNode(name, value)));
        return object.toString();
    }

    static Map<String, Object> read(String text) {
        try {
            Map<String, Object> properties = new LinkedHashMap<>();
            JSON.readTree(text)
                    .properties()
                    .forEach(property -> properties.put(property.getKey(), toValue(property.getValue())));
            return Collections.unmodifiableMap(properties);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("These are no message properties: " + text, e);
        }
    }

    private static JsonNode toNode(String name, Object value) {
        if (value instanceof String || value instanceof Integer || value instanceof Boolean) {
            return JSON.valueToTree(value);
        }
        String type = value.getClass().getSimpleName();
        if (!NUMBERS.containsKey(type)) {
            throw new IllegalArgumentException(
                    "Property " + name + " is a " + value.getClass().getName() + ", which no message can hold");
        }
        return JSON.createObjectNode().put(type, value.toString());
    }

    private static Object toValue(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.intValue();
            default -> toNumber(node);
        };
    }

    private static Object toNumber(JsonNode node) {
        String type = node.fieldNames().next();
        return Objects.requireNonNull(NUMBERS.get(type), type)
                .apply(node.path(type).textValue());
    }
}
