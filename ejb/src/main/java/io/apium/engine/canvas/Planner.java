package io.apium.engine.canvas;

import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskStep;
import io.apium.engine.task.TaskRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Turns a canvas into a sequence of steps with ids: chains in chains become one, a chord is a group and then its body, and
 * what is said of a whole goes to its parts. Thread-safe.
 */
public final class Planner {

    /** So that its JSON, of which each part takes three levels, can be read again. */
    private static final int DEEPEST = 200;

    private final TaskSteps steps;
    private final TaskIds ids;

    /**
     * Creates a planner.
     *
     * @param defaultQueue the queue of tasks that name none
     */
    public Planner(TaskRegistry registry, Json json, String defaultQueue, Clock clock) {
        this.steps = new TaskSteps(registry, json, defaultQueue);
        this.ids = new TaskIds(clock);
    }

    /**
     * What a part has from the whole.
     *
     * @param takes whether it takes a value from what goes before it
     * @param all the options of every task
     * @param first the options of the tasks that are sent first
     * @param ids those that the caller has given to parts
     * @param crowd takes the members of groups
     * @param depth in how many others it is
     */
    private record Whole(boolean takes, TaskOptions all, TaskOptions first, Set<String> ids, Crowd crowd, int depth) {

        Whole {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException(
                        "A canvas cannot be sent in which parts, or callbacks of callbacks, are nested more than "
                                + DEEPEST + " deep");
            }
        }

        /** {@return what a canvas has of which nothing is said} */
        static Whole of(boolean takes, Crowd crowd) {
            return new Whole(takes, TaskOptions.defaults(), TaskOptions.defaults(), new HashSet<>(), crowd, 0);
        }

        /** {@return this, of a part with options of its own} */
        Whole with(TaskOptions own) {
            return new Whole(
                    takes,
                    all.toBuilder().addAll(own.common()).build(),
                    first.toBuilder().addAll(own.start()).build(),
                    ids,
                    crowd,
                    depth + 1);
        }

        /** {@return this, of something that comes after what is sent first} */
        Whole later() {
            return new Whole(true, all, TaskOptions.defaults(), ids, crowd, depth);
        }

        /** {@return this, of a callback, which is sent with a value and as it says itself} */
        Whole beside() {
            return new Whole(true, TaskOptions.defaults(), TaskOptions.defaults(), ids, crowd, depth + 1);
        }

        /** {@return this, of an error callback, the ids of which are given when it is sent} */
        Whole besideFailure() {
            return new Whole(true, TaskOptions.defaults(), TaskOptions.defaults(), new HashSet<>(), crowd, depth + 1);
        }

        /** {@return the id} */
        String unique(String id) {
            if (!ids.add(id)) {
                throw new IllegalArgumentException("Two parts of a canvas have the id " + id);
            }
            return id;
        }
    }

    /** Takes the members of a group that is planned, which may be too many to be held. */
    public interface Crowd {

        /** Holds them. */
        Crowd HELD = (group, members) -> group.withMembers(members.toList());

        /** {@return the group with its members, or with where they are} */
        GroupStep with(GroupStep group, Stream<List<Step>> members);

        /** {@return the id of a group of which members are stored already, or null} */
        default @Nullable String stored() {
            return null;
        }
    }

    /**
     * {@return the steps of the canvas}
     *
     * @throws IllegalArgumentException if there are none
     */
    public List<Step> plan(Canvas<?> canvas) {
        return plan(canvas, Crowd.HELD);
    }

    /**
     * {@return the steps of the canvas}
     *
     * @param crowd takes the members of its groups
     * @throws IllegalArgumentException if there are none
     */
    public List<Step> plan(Canvas<?> canvas, Crowd crowd) {
        return required(plan(canvas, Whole.of(false, crowd)));
    }

    /** {@return the steps of a canvas that takes a value} */
    public List<Step> planNext(Canvas<?> canvas) {
        return required(plan(canvas, Whole.of(true, Crowd.HELD)));
    }

    /** {@return the only step of a signature} */
    public TaskStep planOne(Signature<?> signature) {
        return plan(signature, Whole.of(false, Crowd.HELD));
    }

    /** {@return the only step of a callback, which takes a value} */
    public TaskStep planCallback(Signature<?> callback) {
        return plan(callback, Whole.of(true, Crowd.HELD));
    }

    /**
     * A group, and what follows it.
     *
     * @param head the group without its members
     * @param members its members, planned as they are asked for
     * @param rest what follows
     */
    public record Streamed(GroupStep head, Iterator<List<Step>> members, List<Step> rest) {

        /** {@return the group without its members, and what follows it} */
        public List<Step> steps() {
            var steps = new ArrayList<Step>(rest);
            steps.add(0, head);
            return steps;
        }

        /** {@return the same, of which so many members are planned now} */
        public Streamed aheadBy(int count) {
            var ahead = new ArrayList<List<Step>>();
            while (ahead.size() < count && members.hasNext()) {
                ahead.add(members.next());
            }
            return new Streamed(
                    head,
                    Stream.concat(
                                    ahead.stream(),
                                    StreamSupport.stream(Spliterators.spliteratorUnknownSize(members, 0), false))
                            .iterator(),
                    rest);
        }
    }

    /**
     * {@return the steps of the canvas if it begins with a group, whose members are not planned all at once}
     *
     * @param crowd takes the members of its other groups
     */
    public Optional<Streamed> planStreamed(Canvas<?> canvas, Crowd crowd) {
        return Optional.ofNullable(streamed(canvas, Whole.of(false, crowd)));
    }

    private @Nullable Streamed streamed(Canvas<?> canvas, Whole whole) {
        if (canvas instanceof Group<?> group) {
            var inside = whole.with(group.options());
            return new Streamed(
                    head(group, inside),
                    group.members()
                            .map(member -> required(plan(member, inside)))
                            .iterator(),
                    List.of());
        } else if (canvas instanceof Chord<?> chord) {
            var inside = whole.with(chord.options());
            var first = streamed(chord.header(), inside);
            return streamed(first, required(plan(chord.body(), inside.later())), chord, whole);
        } else if (canvas instanceof Chain<?> chain && !chain.steps().isEmpty()) {
            var inside = whole.with(chain.options());
            var first = streamed(chain.steps().get(0), inside);
            var rest = new ArrayList<Step>();
            if (first != null) {
                chain.steps().subList(1, chain.steps().size()).forEach(step -> rest.addAll(plan(step, inside.later())));
            }
            return streamed(first, rest, chain, whole);
        }
        return null;
    }

    private @Nullable Streamed streamed(@Nullable Streamed first, List<Step> rest, Canvas<?> canvas, Whole whole) {
        if (first == null) {
            return null;
        }
        var steps = first.steps();
        steps.addAll(rest);
        finished(steps, canvas, whole);
        return new Streamed((GroupStep) steps.get(0), first.members(), steps.subList(1, steps.size()));
    }

    /**
     * {@return the steps of a canvas in the place of a task}
     *
     * @param id the task's id, which the last step gets
     * @param attempt the number of its next execution
     * @param queue the queue from which the task was taken
     */
    public List<Step> planInPlaceOf(String id, int attempt, String queue, Canvas<?> canvas) {
        var steps = new ArrayList<>(plan(canvas));
        var last = steps.get(steps.size() - 1);
        if (last instanceof TaskStep task) {
            steps.set(steps.size() - 1, this.steps.inPlaceOf(task, id, attempt));
        } else {
            steps.add(BuiltIn.collect(id, attempt, queue));
        }
        return steps;
    }

    private List<Step> plan(Canvas<?> canvas, Whole whole) {
        if (canvas instanceof Signature<?> signature) {
            return List.of(plan(signature, whole));
        } else if (canvas instanceof Chain<?> chain) {
            return plan(chain, whole);
        } else if (canvas instanceof Group<?> group) {
            return List.of(plan(group, whole.with(group.options())));
        }
        return plan((Chord<?>) canvas, whole);
    }

    private List<Step> plan(Chain<?> chain, Whole whole) {
        var inside = whole.with(chain.options());
        var steps = new ArrayList<Step>();
        for (var step : chain.steps()) {
            steps.addAll(plan(step, steps.isEmpty() ? inside : inside.later()));
        }
        return finished(steps, chain, whole);
    }

    private List<Step> plan(Chord<?> chord, Whole whole) {
        var inside = whole.with(chord.options());
        var steps = new ArrayList<Step>();
        steps.add(plan(chord.header(), inside.with(chord.header().options())));
        steps.addAll(required(plan(chord.body(), inside.later())));
        return finished(steps, chord, whole);
    }

    /** The callbacks of a whole go to its last step, its error callbacks to all, and its id to the last. */
    private List<Step> finished(List<Step> steps, Canvas<?> canvas, Whole whole) {
        if (steps.isEmpty()) {
            return steps;
        }
        var errors = errors(canvas, whole);
        steps.replaceAll(step -> step.with(List.of(), errors));
        var last = steps.size() - 1;
        steps.set(last, steps.get(last).with(links(canvas, whole), List.of()));
        canvas.options()
                .taskId()
                .map(whole::unique)
                .ifPresent(id -> steps.set(last, steps.get(last).withId(id)));
        return steps;
    }

    private GroupStep plan(Group<?> group, Whole whole) {
        return whole.crowd().with(head(group, whole), group.members().map(member -> required(plan(member, whole))));
    }

    private GroupStep head(Group<?> group, Whole whole) {
        return new GroupStep(
                id(group.options(), whole), List.of(), group.isTolerant(), links(group, whole), errors(group, whole));
    }

    private TaskStep plan(Signature<?> signature, Whole whole) {
        var options = whole.all().toBuilder()
                .addAll(whole.first())
                .addAll(signature.options())
                .build();
        return steps.step(id(options, whole), signature, options, whole.takes())
                .with(links(signature, whole), errors(signature, whole));
    }

    private List<List<Step>> links(Canvas<?> canvas, Whole whole) {
        return canvas.links().stream()
                .map(link -> required(plan(link, whole.beside())))
                .toList();
    }

    /** Error callbacks get ids of their own when they are sent. */
    private List<List<Step>> errors(Canvas<?> canvas, Whole whole) {
        return canvas.errorLinks().stream()
                .map(callback -> required(plan(callback, whole.besideFailure())))
                .toList();
    }

    private String id(TaskOptions options, Whole whole) {
        return options.taskId().map(whole::unique).orElseGet(ids::next);
    }

    private static List<Step> required(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("An empty chain cannot be sent: it has no result");
        }
        return steps;
    }
}
