package io.apium.engine.canvas;

import static java.util.stream.Collectors.joining;

import io.apium.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        RETRY_AND_FAIL,
        /** Puts a canvas in its place. */
        REPLACE,
        /** Adds a canvas to the group whose member it ends, if it ends one, and returns. */
        ADD;

        boolean fails() {
            return this == FAIL || this == RETRY_AND_FAIL;
        }
    }

    /**
     * A task.
     *
     * @param number tells it from every other
     * @param isLeased whether it runs outside a transaction
     * @param isLinked whether it has a callback
     * @param extra what it puts in its place, or adds
     */
    record Task(
            int number,
            Behaviour behaviour,
            boolean isLeased,
            boolean isLinked,
            @Nullable Part extra) implements Part {

        Task inPlaceOf(Task replaced) {
            return new Task(replaced.number(), behaviour, isLeased, replaced.isLinked(), extra);
        }
    }

    /** The task that hands on the values of a group that was put in the place of another task. */
    record Collect(int number, boolean isLinked) implements Part {}

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

    /**
     * How a part ends: with a value, with a failure, or without a value.
     *
     * @param state the state of its last step
     */
    record End(Kind kind, @Nullable String value, TaskState state) {

        enum Kind {
            VALUE,
            FAILURE,
            NOTHING
        }

        static final End FAILURE = new End(Kind.FAILURE, null, TaskState.FAILURE);
        static final End IGNORED = new End(Kind.NOTHING, null, TaskState.IGNORED);
        static final End REVOKED = new End(Kind.NOTHING, null, TaskState.REVOKED);

        static End of(@Nullable String value) {
            return new End(Kind.VALUE, value, TaskState.SUCCESS);
        }

        boolean hasValue() {
            return kind == Kind.VALUE;
        }

        TaskState stateOfNext() {
            return kind == Kind.FAILURE ? TaskState.FAILURE : TaskState.REVOKED;
        }

        End ofNext() {
            return kind == Kind.FAILURE ? FAILURE : REVOKED;
        }
    }

    /** What is to become of a canvas. */
    final class Evaluation {

        private final boolean isHealed;

        /** By number. */
        final Map<Integer, TaskState> states = new HashMap<>();

        final Map<Integer, String> values = new HashMap<>();

        /** Of callbacks, by the number of what they belong to. */
        final Map<Integer, TaskState> links = new HashMap<>();

        /** How often error callbacks are called, by the number of what they belong to. */
        final Map<Integer, Integer> errorCalls = new HashMap<>();

        /** The tasks that fail and can be run again. */
        final Set<Integer> failing = new HashSet<>();

        /** The tasks whose failure somebody has taken for an outcome. */
        final Set<Integer> absorbed = new HashSet<>();

        /** Whether the order of values depends on what happens first. */
        boolean isAmbiguous;

        /**
         * Begins.
         *
         * @param isHealed whether tasks that fail return instead, unless their failure is taken for an outcome
         */
        Evaluation(boolean isHealed) {
            this.isHealed = isHealed;
        }

        /**
         * A group, seen from one of its members.
         *
         * @param reports whether somebody waits for it
         * @param absorbs whether it takes failures for outcomes, or one around it does
         * @param added what members have added
         */
        private record Place(boolean reports, boolean absorbs, List<Part> added) {}

        End evaluate(Part part) {
            return evaluate(part, null, null);
        }

        private End evaluate(Part part, @Nullable String input, @Nullable Place place) {
            return flat(part).isEmpty() ? End.REVOKED : sequence(flat(part), input, place);
        }

        /** A step with the error callbacks of all chains around it, as far as they are flattened. */
        private record Step(Part part, List<Integer> errors) {

            Step with(List<Integer> more) {
                var all = new ArrayList<>(errors);
                all.addAll(more);
                return new Step(part, all);
            }
        }

        private static List<Step> flat(Part part) {
            if (part instanceof Chain chain) {
                return chain.steps().stream()
                        .flatMap(step -> flat(step).stream())
                        .map(step -> chain.hasErrorLink() ? step.with(List.of(chain.number())) : step)
                        .toList();
            }
            return List.of(new Step(
                    part, part instanceof Group group && group.hasErrorLink() ? List.of(group.number()) : List.of()));
        }

        /** {@return what stands in the place of a task that replaces itself} */
        private static List<Step> replacement(Task task, List<Integer> errors) {
            var steps = new ArrayList<>(flat(Objects.requireNonNull(task.extra())));
            var last = steps.size() - 1;
            if (steps.get(last).part() instanceof Task end) {
                steps.set(last, new Step(end.inPlaceOf(task), steps.get(last).errors()));
            } else {
                steps.add(new Step(new Collect(task.number(), task.isLinked()), List.of()));
            }
            steps.replaceAll(step -> step.with(errors));
            return steps;
        }

        private End sequence(List<Step> planned, @Nullable String input, @Nullable Place place) {
            var steps = new ArrayList<>(planned);
            var end = End.of(input);
            var takesValues = false;
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                var isLast = i == steps.size() - 1;
                if (step.part() instanceof Task task && task.behaviour() == Behaviour.REPLACE) {
                    steps.remove(i);
                    steps.addAll(i, replacement(task, step.errors()));
                    end = End.of(null);
                    takesValues = false;
                    i--;
                    continue;
                }
                if (step.part() instanceof Group group) {
                    var reports =
                            !isLast || group.isLinked() || !step.errors().isEmpty() || place != null || takesValues;
                    end = group(group, end.value(), reports, place);
                    takesValues = hasTask(group);
                } else {
                    end = task(step.part(), end.value(), isLast ? place : null, place != null && place.absorbs());
                    takesValues = false;
                }
                if (!end.hasValue()) {
                    return giveUp(steps, i, end);
                }
            }
            return end;
        }

        private static boolean hasTask(Part part) {
            return part instanceof Group group
                    ? group.members().stream().anyMatch(Evaluation::hasTask)
                    : !(part instanceof Chain chain) || chain.steps().stream().anyMatch(Evaluation::hasTask);
        }

        private End giveUp(List<Step> steps, int failed, End end) {
            var step = steps.get(failed);
            var rest = steps.subList(failed + 1, steps.size());
            if (end.kind() == End.Kind.FAILURE) {
                var next = step.part() instanceof Group && !rest.isEmpty()
                        ? rest.get(0).errors().stream()
                        : Stream.<Integer>empty();
                Stream.concat(step.errors().stream(), next)
                        .distinct()
                        .forEach(error -> errorCalls.merge(error, 1, Integer::sum));
            }
            for (var after : rest) {
                mark(after.part(), end.stateOfNext());
            }
            return rest.isEmpty() ? end : end.ofNext();
        }

        private End task(Part part, @Nullable String input, @Nullable Place ends, boolean isAbsorbed) {
            var end = part instanceof Task task ? called(task, input, ends, isAbsorbed) : End.of(input);
            states.put(part.number(), end.state());
            if (part instanceof Task && end.value() != null) {
                values.put(part.number(), end.value());
            }
            if (isLinked(part)) {
                links.put(part.number(), end.hasValue() ? TaskState.SUCCESS : end.stateOfNext());
            }
            return end;
        }

        private static boolean isLinked(Part part) {
            return part instanceof Task task ? task.isLinked() : part instanceof Collect collect && collect.isLinked();
        }

        private End called(Task task, @Nullable String input, @Nullable Place ends, boolean isAbsorbed) {
            if (task.behaviour() == Behaviour.IGNORE) {
                return End.IGNORED;
            }
            if (task.behaviour().fails()) {
                (isAbsorbed ? absorbed : failing).add(task.number());
            }
            if (task.behaviour().fails() && (isAbsorbed || !isHealed)) {
                return End.FAILURE;
            }
            if (task.behaviour() == Behaviour.ADD && ends != null && ends.reports()) {
                ends.added().add(Objects.requireNonNull(task.extra()));
            }
            return End.of(task.number() + "(" + input + ")");
        }

        private End group(Group group, @Nullable String input, boolean reports, @Nullable Place outer) {
            var inside =
                    new Place(reports, group.isTolerant() || (outer != null && outer.absorbs()), new ArrayList<>());
            var ends = new ArrayList<End>();
            group.members().forEach(member -> ends.add(evaluate(member, input, inside)));
            isAmbiguous |= inside.added().size() > 1;
            List.copyOf(inside.added()).forEach(member -> ends.add(evaluate(member, null, inside)));
            var fails = !group.isTolerant() && ends.stream().anyMatch(end -> end.kind() == End.Kind.FAILURE);
            states.put(group.number(), fails ? TaskState.FAILURE : TaskState.SUCCESS);
            if (group.isLinked()) {
                links.put(group.number(), fails ? TaskState.FAILURE : TaskState.SUCCESS);
            }
            return fails
                    ? End.FAILURE
                    : End.of(ends.stream()
                            .map(end -> group.isTolerant() ? end.state() + ":" + end.value() : "" + end.value())
                            .collect(joining(",", "[", "]")));
        }

        private void mark(Part part, TaskState state) {
            if (part instanceof Chain chain) {
                chain.steps().forEach(step -> mark(step, state));
                return;
            }
            states.put(part.number(), state);
            if (part instanceof Group group) {
                group.members().forEach(member -> mark(member, state));
            }
            if (isLinked(part) || (part instanceof Group group && group.isLinked())) {
                links.put(part.number(), state);
            }
        }
    }

    /** {@return the same with other numbers, so that no two parts have the same} */
    default Part numbered(Counter counter) {
        if (this instanceof Task task) {
            var number = counter.next();
            return new Task(
                    number,
                    task.behaviour(),
                    task.isLeased(),
                    task.isLinked(),
                    task.extra() == null ? null : task.extra().numbered(counter));
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

    /** {@return the same, the last task of which has another number, and no callback} */
    default Part endingAs(int number) {
        if (this instanceof Task task) {
            return new Task(number, task.behaviour(), task.isLeased(), false, null);
        } else if (this instanceof Chain chain) {
            var steps = new ArrayList<>(chain.steps());
            steps.set(steps.size() - 1, steps.get(steps.size() - 1).endingAs(number));
            return new Chain(chain.number(), steps, chain.hasErrorLink());
        }
        return this;
    }

    /** {@return what all tasks in it replace themselves with, or add, by their numbers} */
    default Map<Integer, Part> extras() {
        var extras = new HashMap<Integer, Part>();
        if (this instanceof Task task && task.extra() != null) {
            extras.put(task.number(), task.extra());
        } else if (this instanceof Chain chain) {
            chain.steps().forEach(step -> extras.putAll(step.extras()));
        } else if (this instanceof Group group) {
            group.members().forEach(member -> extras.putAll(member.extras()));
        }
        return extras;
    }

    /** Counts. */
    final class Counter {

        private int last;

        int next() {
            return ++last;
        }
    }
}
