package io.apium.bench.app;

import io.apium.TaskClient;
import io.apium.bench.Side;
import io.apium.canvas.Signature;

/** What a task does, and how many rows somebody without Apium inserts for it. */
enum Work {
    /** Nothing, and nobody wants to know. */
    NOTHING(0) {
        @Override
        Signature<?> batchable(TaskClient tasks, int number) {
            return tasks.signature(BenchTasks::nothing, number);
        }

        @Override
        Signature<?> single(TaskClient tasks, int number) {
            return tasks.signature(BenchTasks::nothingAlone, number);
        }
    },
    /** It returns a number. */
    VALUE(1) {
        @Override
        Signature<?> batchable(TaskClient tasks, int number) {
            return tasks.signature(BenchTasks::echo, number);
        }

        @Override
        Signature<?> single(TaskClient tasks, int number) {
            return tasks.signature(BenchTasks::echoAlone, number);
        }
    },
    /** It inserts a row, and returns a number. */
    INSERT(2) {
        @Override
        Signature<?> batchable(TaskClient tasks, int number) {
            return tasks.signature(BenchTasks::insert, number);
        }

        @Override
        Signature<?> single(TaskClient tasks, int number) {
            return tasks.signature(BenchTasks::insertAlone, number);
        }
    };

    private final int inserts;

    Work(int inserts) {
        this.inserts = inserts;
    }

    abstract Signature<?> batchable(TaskClient tasks, int number);

    abstract Signature<?> single(TaskClient tasks, int number);

    /** Sends pieces of it, in the current transaction if there is one. */
    void send(Means means, Side side, int from, int to) {
        switch (side) {
            case APIUM -> {
                for (int i = from; i < to; i++) {
                    batchable(means.tasks(), i).delay();
                }
            }
            case APIUM_SINGLE -> {
                for (int i = from; i < to; i++) {
                    single(means.tasks(), i).delay();
                }
            }
            case BARE, BARE_SINGLE -> {
                try (var context = means.connections().createContext()) {
                    var producer = context.createProducer().setProperty(BareWork.INSERTS, inserts);
                    var queue = context.createQueue(side.queue());
                    for (int i = from; i < to; i++) {
                        producer.send(queue, Integer.toString(i));
                    }
                }
            }
        }
    }
}
