package io.apium.it.crash.app;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.schedule.Misfire;
import io.apium.schedule.Periodic;
import io.apium.schedule.PeriodicTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;

/** What nobody sends but beat. */
@ApplicationScoped
public class PeriodicTasks {

    /** The name of the task, and of the periodic task. */
    public static final String TICK = "crash.tick";

    @Inject
    TaskContext context;

    @Inject
    Ledger ledger;

    /** Every second; what was due while the server was down is run later, and never expires. */
    @Task(name = TICK, queue = AtomicWorker.QUEUE)
    @Periodic(value = "interval(1 seconds)", misfire = Misfire.ALL, misfireLimit = 10_000, expires = "PT0S")
    public void tick() {
        ledger.tick(context.id(), Objects.requireNonNull(context.headers().get(PeriodicTask.DUE_HEADER)));
    }
}
