package io.apium.engine.task;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.apium.InvalidArgumentsException;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Json;
import io.apium.engine.message.JsonFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the arguments of a call into JSON. Thread-safe. */
public final class ArgumentWriter {

    private final Json json;

    /** Creates a writer. */
    public ArgumentWriter(Json json) {
        this.json = json;
    }

    /**
     * {@return the arguments as JSON}
     *
     * @param name the task's name
     * @param task the task, whose parameters tell how values are written; null if it is not known here
     * @throws InvalidArgumentsException if Jackson cannot write one
     */
    public Arguments write(
            String name,
            @Nullable TaskDefinition task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> namedArgs) {
        return write(name, task, args, namedArgs, 0);
    }

    /**
     * {@return the arguments as JSON}
     *
     * @param later how many arguments go before those that are given
     */
    public Arguments write(
            String name,
            @Nullable TaskDefinition task,
            List<@Nullable Object> args,
            Map<String, @Nullable Object> namedArgs,
            int later) {
        var positional = new ArrayList<JsonNode>();
        for (var arg : args) {
            var index = positional.size() + later;
            positional.add(tree(
                    name,
                    String.valueOf(index + 1),
                    arg,
                    Optional.ofNullable(task).flatMap(known -> known.parameterType(index))));
        }
        var named = new LinkedHashMap<String, JsonNode>();
        namedArgs.forEach((parameter, arg) -> named.put(
                parameter,
                tree(
                        name,
                        parameter,
                        arg,
                        Optional.ofNullable(task).flatMap(known -> known.parameterType(parameter)))));
        return new Arguments(positional, named);
    }

    /**
     * {@return the arguments of a call with other values for those that are named} A name replaces a position too: what was
     * given by position is given by name then.
     *
     * @param later how many arguments go before those that are given
     */
    public static Arguments merge(TaskDefinition task, Arguments before, Arguments changes, int later) {
        if (changes.named().isEmpty()) {
            return before;
        }
        var merged = new LinkedHashMap<>(before.named());
        var position = later;
        for (var value : before.positional()) {
            merged.put(task.parameters().get(position++).name(), value);
        }
        merged.putAll(changes.named());
        return new Arguments(List.of(), merged);
    }

    private JsonNode tree(String task, String argument, @Nullable Object value, Optional<JavaType> type) {
        try {
            return json.toTree(value, type.orElse(null));
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentsException(
                    task, "argument " + argument + " cannot be written as JSON: " + JsonFault.describe(e), e);
        }
    }
}
