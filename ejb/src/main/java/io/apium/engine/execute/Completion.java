package io.apium.engine.execute;

import io.apium.ApiumException;
import io.apium.Delivery;
import io.apium.TaskFailure;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.result.Results;
import io.apium.spi.IncomingMessage;
import io.apium.spi.StoredResult;
import io.apium.spi.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an outcome last.
 *
 * <p>What commits together: a success is stored in the transaction that took the message and did the work. A failure is
 * stored in a transaction of its own, and then the first one is rolled back with all the work; the broker delivers the
 * message once more, finds it decided, and it is dropped. Thread-safe.
 */
public final class Completion {

    private static final ExecutionLog LOG = new ExecutionLog();

    private final Results results;
    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final Clock clock;

    /**
     * When a message is given up, and where it goes then.
     *
     * @param queue the queue for messages that cannot be worked off
     * @param maxDeliveries how often a message is delivered, at the most, without an outcome
     */
    public record DeadLetters(String queue, int maxDeliveries) {}

    /** Creates the completion. */
    public Completion(Results results, Transactions transactions, DeadLetters deadLetters, Clock clock) {
        this.results = results;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** {@return whether an outcome of the task is stored already} */
    boolean isDecided(TaskIdentity task) {
        return results.find(task.id())
                .filter(result -> result.state().isTerminal())
                .isPresent();
    }

    /** {@return whether a message that has been delivered so often without an outcome is given up} */
    boolean isGivenUp(Delivery delivery) {
        return delivery.count() > deadLetters.maxDeliveries();
    }

    void complete(TaskIdentity task, boolean ignoreResult, Outcome outcome, String worker, Instant startedAt) {
        if (outcome instanceof Outcome.Failure) {
            transactions.inNew(() -> results.insert(result(task, outcome, worker, startedAt)));
            transactions.setRollbackOnly();
        } else if (!(outcome instanceof Outcome.Success && ignoreResult)) {
            results.insert(result(task, outcome, worker, startedAt));
        }
    }

    /** Sends a message that cannot be worked off to the dead-letter queue, as it is, and says so in the task's result. */
    void bury(
            IncomingMessage message,
            @Nullable TaskIdentity task,
            ApiumException reason,
            String worker,
            Instant startedAt) {
        LOG.buried(task, message.delivery().queue(), deadLetters.queue(), reason);
        message.forward(
                deadLetters.queue(),
                Map.of(
                        "apium_dead_reason",
                        String.valueOf(reason.getMessage()),
                        "apium_dead_queue",
                        message.delivery().queue()));
        if (task != null && results.find(task.id()).isEmpty()) {
            results.insert(result(task, new Outcome.Failure(TaskFailure.of(reason)), worker, startedAt));
        }
    }

    private StoredResult result(TaskIdentity task, Outcome outcome, String worker, Instant startedAt) {
        return new StoredResult(
                task.id(),
                task.task(),
                outcome.state(),
                task.attempt(),
                outcome.value(),
                outcome.failure(),
                worker,
                task.rootId(),
                task.parentId(),
                startedAt,
                clock.instant());
    }
}
