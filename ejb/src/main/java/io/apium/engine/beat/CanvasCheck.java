package io.apium.engine.beat;

import io.apium.ApiumException;
import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.engine.canvas.Planner;
import io.apium.engine.task.TaskRegistry;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;

/** Tells whether a periodic task can be run from here. Thread-safe. */
public final class CanvasCheck {

    private final TaskRegistry registry;
    private final Planner planner;

    /** Creates a check for those who know these tasks. */
    public CanvasCheck(TaskRegistry registry, Planner planner) {
        this.registry = registry;
        this.planner = planner;
    }

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it cannot be sent; the message says why
     */
    void check(PeriodicTask task) {
        if (task.overlap() == Overlap.CANCEL_RUNNING && !(task.canvas() instanceof Signature<?>)) {
            throw new IllegalArgumentException("only a single task can be asked to end, so that overlap cannot be "
                    + Overlap.CANCEL_RUNNING + " for a canvas");
        }
        requireKnown(task.canvas(), TaskOptions.defaults());
        try {
            planner.plan(task.canvas());
        } catch (ApiumException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if nobody here knows one of its tasks, nor where to send it */
    void requireKnown(Canvas<?> canvas) {
        requireKnown(canvas, TaskOptions.defaults());
    }

    private void requireKnown(Canvas<?> canvas, TaskOptions around) {
        var options = around.toBuilder().addAll(canvas.options()).build();
        if (canvas instanceof Signature<?> signature) {
            requireKnown(signature.task(), options);
        } else if (canvas instanceof Chain<?> chain) {
            chain.steps().forEach(step -> requireKnown(step, options));
        } else if (canvas instanceof Group<?> group) {
            group.members().forEach(member -> requireKnown(member, options));
        } else if (canvas instanceof Chord<?> chord) {
            requireKnown(chord.header(), options);
            requireKnown(chord.body(), options);
        }
        canvas.links().forEach(link -> requireKnown(link, TaskOptions.defaults()));
        canvas.errorLinks().forEach(link -> requireKnown(link, TaskOptions.defaults()));
    }

    private void requireKnown(String task, TaskOptions options) {
        if (registry.find(task).isEmpty() && options.queue().isEmpty()) {
            throw new IllegalArgumentException(
                    "no task here has the name '" + task + "'; name the queue of one that is somewhere else");
        }
    }
}
