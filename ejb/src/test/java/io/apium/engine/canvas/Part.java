package io.apium.engine.canvas;

import static java.util.stream.Collectors.joining;

import io.apium.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a canvas, and what is to become of it: a direct recursive evaluation, which knows nothing of messages and joins.
 * Values are texts.
 */
sealed interface Part {

    /** What a task does. */
    enum Behaviour {
        RETURN,
        FAIL,
        IGNORE,
        RETRY_AND_RETURN,
        RETRY_AND_FAIL
    }

    /**
     * A task.
     *
     * @param number tells it from every other
     * @param isLeased whether it runs outside a transaction
     * @param isLinked whether it has a callback
     */
    record Task(int number, Behaviour behaviour, boolean isLeased, boolean isLinked) implements Part {}

    /**
     * Steps, one after the other.
     *
     * @param hasErrorLink whether it has an error callback
     */
    record Chain(int number, List<Part> steps, boolean hasErrorLink) implements Part {}

    /** Members, at the same time. */
    record Group(int number, List<Part> members, boolean isTolerant, boolean isLinked, boolean hasErrorLink)
            implements Part {}

    int number();

    /** How a part ends: with a value, with a failure, or without a value. */
    record End(Kind kind, @Nullable String value) {

        enum Kind {
            VALUE,
            FAILURE,
            NOTHING
        }

        static final End FAILURE = new End(Kind.FAILURE, null);
        static final End NOTHING = new End(Kind.NOTHING, null);

        boolean hasValue() {
            return kind == Kind.VALUE;
        }

        TaskState stateOfNext() {
            return kind == Kind.FAILURE ? TaskState.FAILURE : TaskState.REVOKED;
        }
    }

    /** What is to become of a canvas. */
    final class Evaluation {

        /** By number. */
        final Map<Integer, TaskState> states = new HashMap<>();

        final Map<Integer, String> values = new HashMap<>();

        /** Of callbacks, by the number of what they belong to. */
        final Map<Integer, TaskState> links = new HashMap<>();

        /** How often error callbacks are called, by the number of what they belong to. */
        final Map<Integer, Integer> errorCalls = new HashMap<>();

        End evaluate(Part part, @Nullable String input) {
            return flat(part).isEmpty() ? End.NOTHING : sequence(flat(part), input);
        }

        /** A step with the error callbacks of all chains around it, as far as they are flattened. */
        private record Step(Part part, List<Integer> errors) {}

        private static List<Step> flat(Part part) {
            if (part instanceof Chain chain) {
                return chain.steps().stream()
                        .flatMap(step -> flat(step).stream())
                        .map(step -> chain.hasErrorLink()
                                ? new Step(step.part(), plus(step.errors(), chain.number()))
                                : step)
                        .toList();
            }
            return List.of(new Step(
                    part, part instanceof Group group && group.hasErrorLink() ? List.of(group.number()) : List.of()));
        }

        private static List<Integer> plus(List<Integer> some, int more) {
            var all = new ArrayList<>(some);
            all.add(more);
            return all;
        }

        private End sequence(List<Step> steps, @Nullable String input) {
            var end = new End(End.Kind.VALUE, input);
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                end = step(step.part(), end.value());
                if (!end.hasValue()) {
                    if (end.kind() == End.Kind.FAILURE) {
                        var next = step.part() instanceof Group && i + 1 < steps.size()
                                ? steps.get(i + 1).errors().stream()
                                : Stream.<Integer>empty();
                        Stream.concat(step.errors().stream(), next)
                                .distinct()
                                .forEach(error -> errorCalls.merge(error, 1, Integer::sum));
                    }
                    for (var rest : steps.subList(i + 1, steps.size())) {
                        mark(rest.part(), end.stateOfNext());
                    }
                    return end;
                }
            }
            return end;
        }

        private End step(Part part, @Nullable String input) {
            return part instanceof Task task ? task(task, input) : group((Group) part, input);
        }

        private End task(Task task, @Nullable String input) {
            var end = switch (task.behaviour()) {
                case RETURN, RETRY_AND_RETURN -> new End(End.Kind.VALUE, task.number() + "(" + input + ")");
                case FAIL, RETRY_AND_FAIL -> End.FAILURE;
                case IGNORE -> End.NOTHING;
            };
            states.put(
                    task.number(),
                    switch (end.kind()) {
                        case VALUE -> TaskState.SUCCESS;
                        case FAILURE -> TaskState.FAILURE;
                        case NOTHING -> TaskState.IGNORED;
                    });
            if (end.value() != null) {
                values.put(task.number(), end.value());
            }
            if (task.isLinked()) {
                links.put(task.number(), end.hasValue() ? TaskState.SUCCESS : end.stateOfNext());
            }
            return end;
        }

        private End group(Group group, @Nullable String input) {
            var ends = group.members().stream()
                    .map(member -> evaluate(member, input))
                    .toList();
            var fails = !group.isTolerant() && ends.contains(End.FAILURE);
            states.put(group.number(), fails ? TaskState.FAILURE : TaskState.SUCCESS);
            if (group.isLinked()) {
                links.put(group.number(), fails ? TaskState.FAILURE : TaskState.SUCCESS);
            }
            return fails
                    ? End.FAILURE
                    : new End(
                            End.Kind.VALUE,
                            ends.stream().map(End::value).map(String::valueOf).collect(joining(",", "[", "]")));
        }

        private void mark(Part part, TaskState state) {
            if (part instanceof Chain chain) {
                chain.steps().forEach(step -> mark(step, state));
                return;
            }
            states.put(part.number(), state);
            if (part instanceof Group group) {
                group.members().forEach(member -> mark(member, state));
                if (group.isLinked()) {
                    links.put(group.number(), state);
                }
            } else if (part instanceof Task task && task.isLinked()) {
                links.put(task.number(), state);
            }
        }
    }

    /** {@return the same with other numbers, so that no two parts have the same} */
    default Part numbered(Counter counter) {
        if (this instanceof Task task) {
            return new Task(counter.next(), task.behaviour(), task.isLeased(), task.isLinked());
        } else if (this instanceof Chain chain) {
            return new Chain(counter.next(), numbered(chain.steps(), counter), chain.hasErrorLink());
        }
        var group = (Group) this;
        return new Group(
                counter.next(),
                numbered(group.members(), counter),
                group.isTolerant(),
                group.isLinked(),
                group.hasErrorLink());
    }

    private static List<Part> numbered(List<Part> parts, Counter counter) {
        return parts.stream().map(part -> part.numbered(counter)).toList();
    }

    /** Counts. */
    final class Counter {

        private int last;

        int next() {
            return ++last;
        }
    }
}
