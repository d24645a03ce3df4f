package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.Step;
import io.apium.engine.message.StepOptions;
import io.apium.engine.message.TaskStep;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.ArgumentWriter;
import io.apium.engine.task.TaskRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a canvas into a sequence of steps with ids: chains in chains become one, a chord is a group and then its body, and
 * what is said of a whole goes to its parts. Thread-safe.
 */
public final class Planner {

    private final TaskRegistry registry;
    private final Json json;
    private final ArgumentWriter writer;
    private final ArgumentBinder binder;
    private final TaskIds ids;

    /** Creates a planner. */
    public Planner(TaskRegistry registry, Json json, Clock clock) {
        this.registry = registry;
        this.json = json;
        this.writer = new ArgumentWriter(json);
        this.binder = new ArgumentBinder(json);
        this.ids = new TaskIds(clock);
    }

    /**
     * What a part has from the whole.
     *
     * @param takes whether it takes a value from what goes before it
     * @param all the options of every task
     * @param first the options of the tasks that are sent first
     */
    private record Whole(boolean takes, TaskOptions all, TaskOptions first) {

        static final Whole NONE = new Whole(false, TaskOptions.defaults(), TaskOptions.defaults());

        /** {@return this, of a part with options of its own} */
        Whole with(TaskOptions own) {
            return new Whole(
                    takes,
                    all.toBuilder().addAll(own.common()).build(),
                    first.toBuilder().addAll(own.start()).build());
        }

        /** {@return this, of something that comes after what is sent first} */
        Whole later() {
            return new Whole(true, all, TaskOptions.defaults());
        }
    }

    /**
     * {@return the steps of the canvas}
     *
     * @throws IllegalArgumentException if there are none
     */
    public List<Step> plan(Canvas<?> canvas) {
        return required(plan(canvas, Whole.NONE));
    }

    /** {@return the steps of a canvas that takes a value} */
    public List<Step> planNext(Canvas<?> canvas) {
        return required(plan(canvas, Whole.NONE.later()));
    }

    /** {@return the only step of a signature} */
    public TaskStep planOne(Signature<?> signature) {
        return plan(signature, Whole.NONE);
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
    }

    /** {@return the steps of the canvas if it begins with a group, whose members are not planned all at once} */
    public Optional<Streamed> planStreamed(Canvas<?> canvas) {
        return Optional.ofNullable(streamed(canvas, Whole.NONE));
    }

    private @Nullable Streamed streamed(Canvas<?> canvas, Whole whole) {
        if (canvas instanceof Group<?> group) {
            var inside = whole.with(group.options());
            return new Streamed(
                    head(group, List.of()),
                    group.members()
                            .map(member -> required(plan(member, inside)))
                            .iterator(),
                    List.of());
        } else if (canvas instanceof Chord<?> chord) {
            var inside = whole.with(chord.options());
            return streamed(streamed(chord.header(), inside), required(plan(chord.body(), inside.later())), chord);
        } else if (canvas instanceof Chain<?> chain && !chain.steps().isEmpty()) {
            var inside = whole.with(chain.options());
            var first = streamed(chain.steps().get(0), inside);
            var rest = new ArrayList<Step>();
            if (first != null) {
                chain.steps().subList(1, chain.steps().size()).forEach(step -> rest.addAll(plan(step, inside.later())));
            }
            return streamed(first, rest, chain);
        }
        return null;
    }

    private @Nullable Streamed streamed(@Nullable Streamed first, List<Step> rest, Canvas<?> whole) {
        if (first == null) {
            return null;
        }
        var steps = first.steps();
        steps.addAll(rest);
        finished(steps, whole);
        return new Streamed((GroupStep) steps.get(0), first.members(), steps.subList(1, steps.size()));
    }

    /**
     * {@return the steps of a canvas in the place of a task}
     *
     * @param id the task's id, which the last step gets
     * @param attempt the number of its next execution
     */
    public List<Step> planInPlaceOf(String id, int attempt, Canvas<?> canvas) {
        var steps = new ArrayList<>(plan(canvas));
        var last = steps.get(steps.size() - 1);
        if (last instanceof TaskStep task) {
            steps.set(steps.size() - 1, task.inPlaceOf(id, attempt));
        } else {
            steps.add(BuiltIn.collect(id, attempt));
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
        return finished(steps, chain);
    }

    private List<Step> plan(Chord<?> chord, Whole whole) {
        var inside = whole.with(chord.options());
        var steps = new ArrayList<Step>();
        steps.add(plan(chord.header(), inside.with(chord.header().options())));
        steps.addAll(required(plan(chord.body(), inside.later())));
        return finished(steps, chord);
    }

    /** The callbacks of a whole go to its last step, its error callbacks to all, and its id to the last. */
    private List<Step> finished(List<Step> steps, Canvas<?> whole) {
        if (steps.isEmpty()) {
            return steps;
        }
        var errors = callbacks(whole.errorLinks());
        steps.replaceAll(step -> step.with(List.of(), errors));
        var last = steps.size() - 1;
        steps.set(last, steps.get(last).with(callbacks(whole.links()), List.of()));
        whole.options().taskId().ifPresent(id -> steps.set(last, steps.get(last).withId(id)));
        return steps;
    }

    private GroupStep plan(Group<?> group, Whole whole) {
        return head(
                group,
                group.members().map(member -> required(plan(member, whole))).toList());
    }

    private GroupStep head(Group<?> group, List<List<Step>> members) {
        return new GroupStep(
                group.options().taskId().orElseGet(ids::next),
                members,
                group.isTolerant(),
                callbacks(group.links()),
                callbacks(group.errorLinks()));
    }

    private TaskStep plan(Signature<?> signature, Whole whole) {
        var options = whole.all().toBuilder()
                .addAll(whole.first())
                .addAll(signature.options())
                .build();
        return step(signature, options, whole.takes()).withId(options.taskId().orElseGet(ids::next));
    }

    private TaskStep step(Signature<?> signature, TaskOptions options, boolean takes) {
        var task = registry.find(signature.task()).orElse(null);
        var later = takes && !signature.isImmutable() ? 1 : 0;
        var arguments = writer.write(signature.task(), task, signature.args(), signature.namedArgs(), later);
        if (task != null) {
            binder.check(task, arguments, later);
            task.attributes()
                    .limits()
                    .with(
                            options.softTimeLimit().orElse(null),
                            options.timeLimit().orElse(null))
                    .requireValid(task.name());
        }
        return new TaskStep(
                "",
                signature.task(),
                0,
                arguments.positional(),
                arguments.named(),
                signature.isImmutable(),
                options(options),
                stamps(signature.stamps()),
                callbacks(signature.links()),
                callbacks(signature.errorLinks()));
    }

    private List<List<Step>> callbacks(List<Canvas<?>> callbacks) {
        return callbacks.stream().map(this::planNext).toList();
    }

    private Map<String, JsonNode> stamps(Map<String, Object> stamps) {
        var trees = new LinkedHashMap<String, JsonNode>();
        stamps.forEach((name, value) -> trees.put(name, json.toTree(value, null)));
        return trees;
    }

    private static @Nullable StepOptions options(TaskOptions options) {
        var said = StepOptions.of(options);
        return said.equals(StepOptions.NONE) ? null : said;
    }

    private static List<Step> required(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("An empty chain cannot be sent: it has no result");
        }
        return steps;
    }
}
