package io.apium.jpa;

import java.util.Map;

/**
 * What the scripts leave open, because no type is called the same on all databases. A new script names its columns' types by
 * these words, beside {@code integer}, and so serves all of them.
 *
 * @param string a string of at most {@code #} characters, of any language; equal is what is the same to the last bit, for
 *     "a" and "A" are two tasks
 * @param text a text of any length
 * @param instant a moment, as {@link EpochMicros} writes it
 */
record ColumnTypes(String string, String text, String instant) {

    Map<String, String> placeholders() {
        return Map.of(
                "id", string.replace("#", "128"),
                "key", string.replace("#", "200"),
                "name", string.replace("#", "500"),
                "text", text,
                "instant", instant);
    }

    /** {@return the script with its placeholders replaced} */
    String in(String script) {
        String complete = script;
        for (Map.Entry<String, String> placeholder : placeholders().entrySet()) {
            complete = complete.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return complete;
    }
}
