package io.apium.it.crash.app;

import io.apium.TaskClient;
import io.apium.canvas.Canvas;
import io.apium.canvas.Signature;
import java.util.stream.IntStream;

/** The workflows that are sent. Each part is entered, and audited, as a task. */
enum Flow {
    /** One after the other. */
    CHAIN {
        @Override
        Canvas<?> canvas(TaskClient tasks, Parts parts) {
            return tasks.chain(
                    parts.of(Kind.PART, tasks.signature(FlowTasks::start)),
                    parts.of(Kind.PART, tasks.signature(STEP)),
                    parts.of(Kind.PART, tasks.signature(BATCHED_STEP)),
                    parts.of(Kind.PART, tasks.signature(STEP)));
        }
    },

    /** At the same time, in every way in which a task can run, and then together. */
    CHORD {
        @Override
        Canvas<?> canvas(TaskClient tasks, Parts parts) {
            return tasks.chain(
                    tasks.group(
                            parts.of(Kind.PART, tasks.signature(FlowTasks::start)),
                            parts.of(Kind.PART, tasks.signature(BATCHED_STEP, 1)),
                            parts.of(Kind.PART, tasks.signature(BATCHED_STEP, 2)),
                            parts.of(Kind.LEASED, tasks.signature(LeasedTasks::atLeastOnce))),
                    parts.of(Kind.PART, tasks.signature(TOTAL, 4)));
        }
    },

    /** So many that their join counts in stripes. */
    WIDE_CHORD {
        @Override
        Canvas<?> canvas(TaskClient tasks, Parts parts) {
            return tasks.chain(
                    tasks.group(IntStream.range(0, WIDTH)
                            .mapToObj(i -> parts.of(Kind.PART, tasks.signature(BATCHED_STEP, i)))
                            .toArray(Canvas<?>[]::new)),
                    parts.of(Kind.PART, tasks.signature(TOTAL, WIDTH)));
        }
    },

    /** A member fails, and what comes after it never runs. */
    FAILING_CHORD {
        @Override
        Canvas<?> canvas(TaskClient tasks, Parts parts) {
            return tasks.chain(
                    tasks.group(
                            parts.of(Kind.PART, tasks.signature(FlowTasks::start)),
                            parts.of(Kind.LAME_PART, tasks.signature(FlowTasks::lame))),
                    parts.of(Kind.ORPHANED_PART, tasks.signature(TOTAL, 2)),
                    parts.of(Kind.ORPHANED_PART, tasks.signature(STEP)));
        }
    },

    /** A chord in a chord, between steps of a chain. */
    NESTED {
        @Override
        Canvas<?> canvas(TaskClient tasks, Parts parts) {
            return tasks.chain(
                    parts.of(Kind.PART, tasks.signature(FlowTasks::start)),
                    tasks.group(
                            tasks.chain(
                                    parts.of(Kind.PART, tasks.signature(STEP)),
                                    parts.of(Kind.PART, tasks.signature(BATCHED_STEP))),
                            tasks.chain(
                                    tasks.group(
                                            parts.of(Kind.PART, tasks.signature(STEP)),
                                            parts.of(Kind.PART, tasks.signature(BATCHED_STEP))),
                                    parts.of(Kind.PART, tasks.signature(TOTAL, 2)))),
                    parts.of(Kind.PART, tasks.signature(TOTAL, 2)));
        }
    };

    static final String STEP = "crash.step";
    static final String BATCHED_STEP = "crash.batchedStep";
    static final String TOTAL = "crash.total";

    private static final int WIDTH = 20;

    /** Enters the parts. */
    @FunctionalInterface
    interface Parts {

        /** {@return the part, under the id with which it is entered} */
        <R> Signature<R> of(Kind kind, Signature<R> part);
    }

    /** {@return the workflow} */
    abstract Canvas<?> canvas(TaskClient tasks, Parts parts);
}
