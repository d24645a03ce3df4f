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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
     * What was found.
     *
     * @param continuation what was to follow, without error callbacks
     * @param takes the group whose values the task takes, or null
     */
    private record Found(
            Continuation continuation, @Nullable Taken takes) {}

    /** {@return a message of the task with nothing but what was to follow it} */
    Optional<TaskMessage> find(TaskIdentity identity) {
        var search = new Search(Plans.load(stores, json, identity.rootId()));
        return Optional.ofNullable(search.find(identity.id()))
                .map(found -> new TaskMessage(
                        identity,
                        new Arguments(List.of(), Map.of()),
                        null,
                        null,
                        null,
                        RetryOptions.NONE,
                        LimitOptions.NONE,
                        Map.of(),
                        found.takes(),
                        Map.of(),
                        found.continuation()));
    }

    /** Belongs to one thread. */
    private final class Search {

        private final List<List<Step>> plans;

        Search(List<List<Step>> plans) {
            this.plans = new ArrayList<>(plans);
        }

        @Nullable
        Found find(String id) {
            for (var plan : List.copyOf(plans)) {
                var found = find(id, plan, () -> null);
                if (found != null) {
                    plans.remove(plan);
                    return found.continuation().place() == null ? inPlaceOf(plan, found) : found;
                }
            }
            return null;
        }

        /** {@return the same, with what follows the task in whose place the plan was put, if it was} */
        private Found inPlaceOf(List<Step> plan, Found found) {
            var replaced = find(plan.get(plan.size() - 1).id());
            if (replaced == null) {
                return found;
            }
            var own = found.continuation();
            var outer = replaced.continuation();
            var rest = new ArrayList<>(own.rest().steps());
            rest.addAll(outer.rest().steps());
            var links = new ArrayList<>(own.links());
            if (own.rest().hasEnded()) {
                links.addAll(outer.links());
            }
            return new Found(
                    new Continuation(new Sequence(rest, null), links, List.of(), outer.place()), found.takes());
        }

        private @Nullable Found find(String id, List<Step> steps, Supplier<@Nullable Place> place) {
            for (int i = 0; i < steps.size(); i++) {
                var step = steps.get(i);
                if (step.id().equals(id)) {
                    var rest = new Sequence(steps.subList(i + 1, steps.size()), null);
                    var before = i == 0 ? null : steps.get(i - 1);
                    return new Found(
                            new Continuation(rest, step.links(), List.of(), place.get()),
                            before instanceof GroupStep ? new Taken(before.id(), 0, false, false) : null);
                }
                var found = findWithin(id, step, place);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        private @Nullable Found findWithin(String id, Step step, Supplier<@Nullable Place> place) {
            for (var link : step.links()) {
                var found = find(id, link, () -> null);
                if (found != null) {
                    return found;
                }
            }
            if (step instanceof GroupStep group) {
                for (int i = 0; i < group.members().size(); i++) {
                    var index = i;
                    var found = find(id, group.members().get(i), () -> place(group, index, place.get()));
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        private Place place(GroupStep group, int index, @Nullable Place outer) {
            var join = stores.joins()
                    .find(group.id())
                    .filter(known -> known.state() != State.CLOSED)
                    .orElse(null);
            var isTolerant = join != null && join.isTolerant();
            return new Place(
                    group.id(),
                    index,
                    join == null ? null : stripe(group, index),
                    outer == null ? 0 : outer.depth() + 1,
                    isTolerant,
                    isTolerant || (outer != null && outer.absorbed()));
        }

        private int stripe(GroupStep group, int index) {
            return dispatcher
                    .stripes(group.members().size() > Stripes.SMALL, group.members())
                    .of(index);
        }
    }
}
