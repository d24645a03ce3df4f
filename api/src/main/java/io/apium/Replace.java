package io.apium;

import io.apium.canvas.Canvas;
import java.util.Objects;

/**
 * Puts a canvas in the task's place: the task's work is kept, and the canvas runs under the task's id. Its value is the
 * task's value, and what was to follow the task follows the canvas. Celery's {@code Task.replace}. Made by
 * {@link TaskContext#replace} and thrown.
 */
public final class Replace extends TaskDecision {

    private static final long serialVersionUID = 1L;

    private final transient Canvas<?> canvas;

    /** Creates the decision; see {@link TaskContext#replace}. */
    public Replace(Canvas<?> canvas) {
        super("The task is replaced by a canvas", null);
        this.canvas = Objects.requireNonNull(canvas, "What takes a task's place is null");
    }

    /** {@return what takes the task's place} */
    public Canvas<?> canvas() {
        return canvas;
    }
}
