package io.apium.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of ids as the text of a JSON array; null if it is empty. */
final class Ids {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private Ids() {}

    static @Nullable String write(List<String> ids) {
        return ids.isEmpty() ? null : JSON.valueToTree(ids).toString();
    }

    static List<String> read(@Nullable String text) {
        try {
            return text == null ? List.of() : JSON.readValue(text, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("These are no ids: " + text, e);
        }
    }
}
