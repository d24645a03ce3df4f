package io.apium.it.execution;

import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Tasks that run outside a transaction. */
@ApplicationScoped
@Task(queue = LeasedWorker.QUEUE, execution = Execution.AT_LEAST_ONCE, retryDelay = "PT0.05S")
public class LeasedTasks {

    @Inject
    TaskContext context;

    @Inject
    Notes notes;

    @Inject
    Visit visit;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Resource(name = "execution/component", lookup = "java:app/AppName")
    @SuppressWarnings("unused") // It is looked up.
    String component;

    /**
     * Where a task finds itself.
     *
     * @param transactionStatus the status of the current transaction
     * @param visit the request
     * @param component what {@code java:comp} says
     * @param attempt the attempt
     */
    public record Surroundings(int transactionStatus, String visit, String component, int attempt) {}

    /** Writes a row in a transaction of its own, and waits for the test. */
    @Task
    public Surroundings work(String account) throws InterruptedException, NamingException {
        return workAtMostOnce(account);
    }

    @Task(execution = Execution.AT_MOST_ONCE)
    @SuppressWarnings("BanJNDI") // A name of the platform.
    public Surroundings workAtMostOnce(String account) throws InterruptedException, NamingException {
        notes.writeInNew(account);
        Gate.of(account).pass();
        return new Surroundings(
                transaction.getTransactionStatus(),
                visit.id(),
                InitialContext.doLookup("java:comp/env/execution/component"),
                context.attempt());
    }

    /** Fails as often as it is told; what it wrote in transactions of its own is kept. */
    @Task
    public int stumble(String account, int failures) {
        notes.writeInNew(account);
        if (context.attempt() < failures) {
            throw context.retry(new IllegalStateException("attempt " + context.attempt()));
        }
        return context.attempt();
    }

    @Task
    public void fail(String account) {
        notes.writeInNew(account);
        throw new IllegalStateException("no funds on " + account);
    }

    /** Does not end before the gate opens, whoever asks. */
    @Task(timeLimit = "PT0.5S")
    public void hang(String account) {
        LimitTasks.passStubbornly(account);
    }
}
