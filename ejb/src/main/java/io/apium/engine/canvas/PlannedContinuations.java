package io.apium.engine.canvas;

import io.apium.engine.message.Arguments;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.LimitOptions;
import io.apium.engine.message.Place;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.Taken;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds in the plan of a workflow what was to follow a task whose message cannot be read. Thread-safe. */
final class PlannedContinuations {

    private final Stores stores;
    private final Json json;
    private final Dispatcher dispatcher;

    PlannedContinuations(Stores stores, Json json, Dispatcher dispatcher) {
        this.stores = stores;
        this.json = json;
        this.dispatcher = dispatcher;
    }

    /**
     * Where a step is planned.
     *
     * @param sequence the sequence that it is in
     * @param index its number there
     * @param group where the group is planned whose member the sequence is, or null
     * @param member the number of that member
     */
    private record Spot(
            List<Step> sequence, int index, @Nullable Spot group, int member) {

        Step step() {
            return sequence.get(index);
        }

        List<Step> rest() {
            return sequence.subList(index + 1, sequence.size());
        }

        @Nullable
        Taken taken() {
            return index > 0 && sequence.get(index - 1) instanceof GroupStep before
                    ? new Taken(before.id(), 0, false, false)
                    : null;
        }
    }

    /** {@return a message of the task with nothing but what was to follow it, without error callbacks} */
    Optional<TaskMessage> find(TaskIdentity identity) {
        Map<String, List<Spot>> spots = new HashMap<>();
        Plans.load(stores, json, identity.rootId()).forEach(plan -> enter(plan, null, 0, spots));
        return spots.getOrDefault(identity.id(), List.of()).stream()
                .findFirst()
                .map(spot -> message(identity, spot.taken(), continuation(spot, spots)));
    }

    private static void enter(List<Step> sequence, @Nullable Spot group, int member, Map<String, List<Spot>> spots) {
        for (int i = 0; i < sequence.size(); i++) {
            var spot = new Spot(sequence, i, group, member);
            var step = spot.step();
            spots.computeIfAbsent(step.id(), id -> new ArrayList<>()).add(spot);
            step.links().forEach(link -> enter(link, null, 0, spots));
            if (step instanceof GroupStep inside) {
                for (int m = 0; m < inside.members().size(); m++) {
                    enter(inside.members().get(m), spot, m, spots);
                }
            }
        }
    }

    private Continuation continuation(Spot spot, Map<String, List<Spot>> spots) {
        var rest = new ArrayList<>(spot.rest());
        var links = new ArrayList<>(spot.step().links());
        var last = spot;
        var known = new ArrayList<>(List.of(spot.sequence()));
        for (var next = replacedBy(last, known, spots); next != null; next = replacedBy(last, known, spots)) {
            if (rest.isEmpty()) {
                links.addAll(next.step().links());
            }
            rest.addAll(next.rest());
            known.add(next.sequence());
            last = next;
        }
        return new Continuation(new Sequence(rest, null), links, List.of(), place(last, spots));
    }

    /** {@return where the task is planned in whose place the whole sequence was put, whose last step has its id} */
    private static @Nullable Spot replacedBy(Spot spot, List<List<Step>> known, Map<String, List<Spot>> spots) {
        var sequence = spot.sequence();
        return spot.group() != null
                ? null
                : spots.getOrDefault(sequence.get(sequence.size() - 1).id(), List.of()).stream()
                        .filter(other -> !known.contains(other.sequence()))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable Place place(Spot spot, Map<String, List<Spot>> spots) {
        if (spot.group() == null) {
            return null;
        }
        var group = (GroupStep) spot.group().step();
        // The members of a large group are remembered apart from it.
        var inside = spots.getOrDefault(group.id(), List.of()).stream()
                .filter(planned -> planned.group() != null)
                .findFirst();
        var outer = inside.map(planned -> place(planned, spots)).orElse(null);
        var join = stores.joins()
                .find(group.id())
                .filter(known -> known.state() != State.CLOSED)
                .orElse(null);
        var isTolerant = join != null && join.isTolerant();
        return new Place(
                group.id(),
                spot.member(),
                join == null ? null : stripe(group, spot.member()),
                outer == null ? 0 : outer.depth() + 1,
                isTolerant,
                isTolerant || (outer != null && outer.absorbed()));
    }

    private int stripe(GroupStep group, int member) {
        return dispatcher
                .stripes(group.members().size() > Stripes.SMALL, group.members())
                .of(member);
    }

    private static TaskMessage message(TaskIdentity identity, @Nullable Taken takes, Continuation continuation) {
        return new TaskMessage(
                identity,
                new Arguments(List.of(), Map.of()),
                null,
                null,
                null,
                RetryOptions.NONE,
                LimitOptions.NONE,
                Map.of(),
                takes,
                Map.of(),
                continuation);
    }
}
