package io.apium.engine.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a call, as JSON.
 *
 * @param positional by position; there may be fewer than the method has parameters
 * @param named by the name of the parameter
 */
public record Arguments(List<JsonNode> positional, Map<String, JsonNode> named) {

    /** Copies, in the order given. */
    public Arguments {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }
}
