package io.apium.it.execution;

import io.apium.Task;
import io.apium.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tasks that take too long. */
@ApplicationScoped
@Task(queue = ExecutionWorker.QUEUE)
public class LimitTasks {

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    /** Sleeps until it is interrupted. */
    @Task(softTimeLimit = "PT0.3S")
    public void sleep(String account) throws InterruptedException {
        notes.writeNow(account);
        Gate.of(account).pass();
    }

    /** Works with the database until it is interrupted there. */
    @Task(softTimeLimit = "PT0.3S")
    public void toil(String account) {
        while (!Thread.currentThread().isInterrupted()) {
            notes.writeNow(account);
            context.checkpoint();
        }
        context.checkpoint();
    }

    /** Tidies up when its time is over. */
    @Task(softTimeLimit = "PT0.3S")
    public String tidyUp(String account) {
        try {
            Gate.of(account).pass();
            return "in time";
        } catch (InterruptedException e) {
            notes.write(account);
            return "tidied up";
        }
    }

    /** Does not end before the gate opens, whoever asks. */
    @Task(timeLimit = "PT0.5S")
    public void hang(String account) {
        notes.writeNow(account);
        passStubbornly(account);
        Tally.count(account);
    }

    /** Waits, the first time longer than its transaction lasts. {@return how often it was called} */
    @Task(queue = HastyWorker.QUEUE)
    public int outlive(String account) throws InterruptedException {
        var calls = Tally.count(account);
        notes.writeNow(account);
        if (calls == 1) {
            Gate.of(account).pass();
            Tally.count(account + "/left");
        }
        return calls;
    }

    static void passStubbornly(String account) {
        var hasPassed = false;
        while (!hasPassed) {
            try {
                Gate.of(account).pass();
                hasPassed = true;
            } catch (InterruptedException e) {
                // It hears, and does not obey.
            }
        }
    }
}
