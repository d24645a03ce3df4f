package io.apium.it.takeover;

import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tasks that do not end before they are released. */
@ApplicationScoped
@Task(queue = LongWorker.QUEUE, execution = Execution.AT_LEAST_ONCE)
public class LongTasks {

    @Inject
    TaskContext context;

    /** Waits in its first run, whoever interrupts it. {@return which run this is} */
    @Task
    public int waitOnce(String name) throws InterruptedException {
        var run = Rendezvous.countRun(name);
        if (run == 1) {
            context.updateState("WAITING", null);
            try {
                Rendezvous.await(name);
            } catch (InterruptedException e) {
                Rendezvous.countRun(name + " interrupted");
                Rendezvous.await(name);
            }
            Rendezvous.countRun(name + " left");
        }
        return run;
    }

    @Task(execution = Execution.AT_MOST_ONCE)
    public int waitAtMostOnce(String name) throws InterruptedException {
        var run = Rendezvous.countRun(name);
        Rendezvous.await(name);
        return run;
    }

    /** {@return how many runs there were} It goes another way than the tasks it asks about. */
    @Task(queue = ControlWorker.QUEUE, execution = Execution.ATOMIC)
    public int runs(String name) {
        return Rendezvous.runs(name).get();
    }

    /** Releases those that wait. */
    @Task(queue = ControlWorker.QUEUE, execution = Execution.ATOMIC)
    public void release(String name) {
        Rendezvous.open(name);
    }
}
