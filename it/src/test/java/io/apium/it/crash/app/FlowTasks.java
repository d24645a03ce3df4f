package io.apium.it.crash.app;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of workflows. */
@ApplicationScoped
@Task(queue = AtomicWorker.QUEUE)
class FlowTasks {

    @Inject
    TaskContext context;

    @Inject
    Ledger ledger;

    @Task
    public int start() {
        return step(0);
    }

    @Task(name = Flow.STEP)
    public int step(int number) {
        ledger.work(context.id());
        return number + 1;
    }

    @Task(name = Flow.BATCHED_STEP, queue = BatchWorker.QUEUE, batchable = true)
    public int batchedStep(int number) {
        return step(number);
    }

    @Task(expected = DeclinedException.class)
    public int lame() throws DeclinedException {
        ledger.work(context.id());
        throw new DeclinedException();
    }

    @Task(name = Flow.TOTAL)
    public int total(List<@Nullable Integer> values, int count) {
        if (values.size() != count) {
            throw new IllegalStateException("There should be " + count + " values: " + values);
        }
        return step(0);
    }
}
