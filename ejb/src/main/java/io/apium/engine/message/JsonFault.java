package io.apium.engine.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says what is wrong with a value in the words of those who made it, and not in those of the library that reads it. */
public final class JsonFault {

    private static final Pattern KIND = Pattern.compile("from (?:type )?\\[?`?(\\w+) value|START_(\\w+)");
    private static final Pattern PROBLEM = Pattern.compile(", problem: (.*)", Pattern.DOTALL);
    private static final Pattern HINT = Pattern.compile(" \\((?:to avoid exception|through reference chain)[^)]*\\)");

    private JsonFault() {}

    /** {@return what cannot be read or written, and where in the value it is} */
    public static String describe(Throwable fault) {
        if (fault instanceof IllegalArgumentException && fault.getCause() instanceof JsonProcessingException cause) {
            return describe(cause);
        }
        if (!(fault instanceof JsonProcessingException json)) {
            return String.valueOf(fault.getMessage());
        }
        var place = fault instanceof JsonMappingException mapping ? place(mapping) : "";
        return place.isEmpty() ? what(json) : "its " + place + ": " + what(json);
    }

    private static String what(JsonProcessingException fault) {
        if (fault instanceof InvalidFormatException format) {
            return "'" + format.getValue() + "' is no " + type(format.getTargetType());
        }
        var message = String.valueOf(fault.getOriginalMessage());
        var problem = PROBLEM.matcher(message);
        if (problem.find()) {
            return problem.group(1);
        }
        if (fault instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            if (message.contains("`null`")) {
                return "null is no " + type(mismatch.getTargetType());
            }
            var kind = KIND.matcher(message);
            if (kind.find()) {
                var found = kind.group(1) == null ? kind.group(2) : kind.group(1);
                return "a JSON " + found.toLowerCase(Locale.ROOT) + " is no " + type(mismatch.getTargetType());
            }
        }
        return HINT.matcher(message).replaceAll("");
    }

    private static String type(Class<?> type) {
        if (type.isEnum()) {
            return type.getSimpleName() + ", which is one of " + Arrays.toString(type.getEnumConstants());
        }
        return type.getName().startsWith("java.") ? type.getSimpleName() : type.getTypeName();
    }

    private static String place(JsonMappingException fault) {
        var place = new StringBuilder();
        for (var reference : fault.getPath()) {
            if (reference.getFieldName() == null) {
                place.append('[').append(reference.getIndex()).append(']');
            } else {
                place.append(place.length() == 0 ? "" : ".").append(reference.getFieldName());
            }
        }
        return place.toString();
    }
}
