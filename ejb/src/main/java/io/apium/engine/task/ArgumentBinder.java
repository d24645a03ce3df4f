package io.apium.engine.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.apium.InvalidArgumentsException;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Json;
import io.apium.engine.message.JsonFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the JSON of a call into the arguments of a method. Thread-safe. */
public final class ArgumentBinder {

    private static final String COMPILER_HINT = " (a class compiled without -parameters has arg0, arg1, …)";

    private static final String WAY_OUT = "; immutable() keeps that value from it";

    private final Json json;

    /** Creates a binder. */
    public ArgumentBinder(Json json) {
        this.json = json;
    }

    /**
     * {@return the arguments in the order of the task's parameters, the context left out; unmodifiable}
     *
     * @throws InvalidArgumentsException if one is missing, superfluous, given twice, or of another type
     */
    public List<@Nullable Object> bind(TaskDefinition task, Arguments arguments) {
        return bind(task, arguments, 0);
    }

    /**
     * Checks arguments before others are known.
     *
     * @param later how many arguments go before those that are given
     * @throws InvalidArgumentsException as {@link #bind}
     */
    public void check(TaskDefinition task, Arguments arguments, int later) {
        bind(task, arguments, later);
    }

    private List<@Nullable Object> bind(TaskDefinition task, Arguments arguments, int later) {
        var parameters = task.parameters();
        var positional = new ArrayList<JsonNode>(Collections.nCopies(later, MissingNode.getInstance()));
        positional.addAll(arguments.positional());
        if (positional.size() > parameters.size()) {
            throw fault(task, tooMany(parameters.size(), positional.size(), later), null);
        }
        var unused = new HashSet<>(arguments.named().keySet());
        var values = new ArrayList<@Nullable Object>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            var named = arguments.named().get(parameter.name());
            unused.remove(parameter.name());
            if (i < positional.size()) {
                if (named != null) {
                    throw fault(task, "argument " + describe(i, parameter) + givenTwice(i < later), null);
                }
                values.add(i < later ? null : convert(task, i, positional.get(i)));
            } else if (named != null) {
                values.add(convert(task, i, named));
            } else {
                throw fault(task, "argument " + describe(i, parameter) + " is missing" + givenByName(arguments), null);
            }
        }
        if (!unused.isEmpty()) {
            throw fault(
                    task,
                    "it has no parameter named " + String.join(", ", unused) + "; its parameters are " + names(task)
                            + COMPILER_HINT,
                    null);
        }
        return Collections.unmodifiableList(values);
    }

    private static String tooMany(int taken, int given, int later) {
        var fault = "it takes " + taken + (taken == 1 ? " argument, but " : " arguments, but ") + given
                + (given == 1 ? " is given" : " are given");
        return later == 0 ? fault : fault + ", of which the first is the value of what goes before it" + WAY_OUT;
    }

    private static String givenTwice(boolean isValue) {
        return isValue
                ? " is given by name, and is the value of what goes before it too" + WAY_OUT
                : " is given by position and by name";
    }

    private @Nullable Object convert(TaskDefinition task, int index, JsonNode value) {
        var parameter = task.parameters().get(index);
        try {
            return json.fromTree(value, parameter.type());
        } catch (JsonProcessingException e) {
            throw fault(
                    task, "argument " + describe(index, parameter) + " cannot be read: " + JsonFault.describe(e), e);
        }
    }

    private static String describe(int index, TaskParameter parameter) {
        return (index + 1) + " (" + parameter.type().toCanonical() + " " + parameter.name() + ")";
    }

    private static String givenByName(Arguments arguments) {
        return arguments.named().isEmpty()
                ? ""
                : "; by name there is " + arguments.named().keySet() + COMPILER_HINT;
    }

    private static String names(TaskDefinition task) {
        return task.parameters().stream().map(TaskParameter::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static InvalidArgumentsException fault(TaskDefinition task, String fault, @Nullable Throwable cause) {
        return new InvalidArgumentsException(task.name(), fault, cause);
    }
}
