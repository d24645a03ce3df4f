package io.apium.engine.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens with the outcome of a task.
 *
 * @param rest the steps that follow it
 * @param links sequences to be sent with its value
 * @param errors sequences to be sent with its failure
 * @param place the place in a group that its sequence has, or null
 * @param follows whether something went before the task, so that its end is the end of a canvas
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Continuation(
        Sequence rest,
        List<List<Step>> links,
        List<List<Step>> errors,
        @Nullable Place place,
        @Unset boolean follows) {

    /** Nothing happens. */
    public static final Continuation NONE = new Continuation(Sequence.NONE, List.of(), List.of(), null);

    /** Copies; what is absent is empty. */
    public Continuation {
        rest = rest == null ? Sequence.NONE : rest;
        links = Lists.copy(links);
        errors = Lists.copy(errors);
    }

    /** What happens with the outcome of what nothing went before. */
    public Continuation(Sequence rest, List<List<Step>> links, List<List<Step>> errors, @Nullable Place place) {
        this(rest, links, errors, place, false);
    }

    /** {@return the ids of what is sent after a success, as far as it travels with the message} */
    public List<String> firstIds() {
        return Stream.concat(links.stream(), Stream.of(rest.steps()))
                .filter(steps -> !steps.isEmpty())
                .map(steps -> steps.get(0).id())
                .toList();
    }

    /** {@return the place for whose value the task's own counts; null if something follows, or it is in no group} */
    public @Nullable Place ownPlace() {
        return rest.hasEnded() ? place : null;
    }
}
