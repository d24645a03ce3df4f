package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that is still to be sent.
 *
 * @param id its id; empty as long as it has none
 * @param task the task's name
 * @param attempt the number of its next execution
 * @param args its own arguments by position, which follow the value of the step before
 * @param named its arguments by name
 * @param immutable whether it takes no value from the step before
 * @param options how it is sent
 * @param stamps its stamps
 * @param links sequences to be sent with its value
 * @param errors sequences to be sent with its failure
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TaskStep(
        String id,
        @JsonInclude(JsonInclude.Include.ALWAYS) String task,
        @Unset int attempt,
        List<JsonNode> args,
        Map<String, JsonNode> named,
        @Unset boolean immutable,
        @Nullable StepOptions options,
        Map<String, JsonNode> stamps,
        List<List<Step>> links,
        List<List<Step>> errors)
        implements Step {

    /** Copies; what is absent is empty. */
    public TaskStep {
        id = Lists.orEmpty(id);
        args = Lists.copy(args);
        named = copy(named);
        stamps = copy(stamps);
        links = Lists.copy(links);
        errors = Lists.copy(errors);
    }

    @Override
    public TaskStep withId(String otherId) {
        return new TaskStep(otherId, task, attempt, args, named, immutable, options, stamps, links, errors);
    }

    @Override
    public TaskStep with(List<List<Step>> moreLinks, List<List<Step>> moreErrors) {
        return new TaskStep(
                id,
                task,
                attempt,
                args,
                named,
                immutable,
                options,
                stamps,
                Lists.join(links, moreLinks),
                Lists.join(errors, moreErrors));
    }

    /**
     * {@return the same under the id of a task that has run before}
     *
     * @param otherOptions how it is sent
     */
    public TaskStep inPlaceOf(String otherId, int otherAttempt, StepOptions otherOptions) {
        return new TaskStep(otherId, task, otherAttempt, args, named, immutable, otherOptions, stamps, links, errors);
    }

    /** {@return the same with arguments before its own} */
    public TaskStep withArguments(List<JsonNode> otherArgs, Map<String, JsonNode> otherNamed) {
        return new TaskStep(id, task, attempt, otherArgs, otherNamed, immutable, options, stamps, links, errors);
    }

    @Override
    public TaskStep stamped(Map<String, JsonNode> more) {
        var all = new LinkedHashMap<>(more);
        all.putAll(stamps);
        return new TaskStep(
                id,
                task,
                attempt,
                args,
                named,
                immutable,
                options,
                all,
                Lists.stamped(links, more),
                Lists.stamped(errors, more));
    }

    @Override
    public TaskStep outline() {
        return new TaskStep(id, task, 0, List.of(), Map.of(), false, null, Map.of(), Lists.outlines(links), List.of());
    }

    /** {@return how it is sent} */
    public StepOptions sending() {
        return options == null ? StepOptions.NONE : options;
    }

    private static Map<String, JsonNode> copy(@Nullable Map<String, JsonNode> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
