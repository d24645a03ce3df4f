package io.apium.engine.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What trees stand for, as plain values. */
public final class Trees {

    private Trees() {}

    /** {@return a text, number, boolean, list, map, or null} */
    public static @Nullable Object plain(JsonNode tree) {
        if (tree.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            tree.properties().forEach(property -> map.put(property.getKey(), plain(property.getValue())));
            return map;
        }
        if (tree.isArray()) {
            var list = new ArrayList<@Nullable Object>();
            tree.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (tree.isNumber()) {
            return tree.isFloatingPointNumber() ? (Object) tree.doubleValue() : tree.numberValue();
        }
        if (tree.isBoolean()) {
            return tree.booleanValue();
        }
        return tree.isNull() ? null : tree.asText();
    }
}
