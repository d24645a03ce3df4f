package io.apium.engine.execute;

import io.apium.TaskFailure;
import io.apium.TaskRevokedException;
import io.apium.UnknownTaskException;
import io.apium.WorkerLostException;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.IncomingMessage;
import io.apium.spi.Transactions;
import io.apium.spi.UnreadableMessageException;
import java.time.Clock;
import java.time.Instant;

/**
 * Works off a message: reads it, decides whether it may run, calls the task, and hands over the outcome. It runs inside the
 * transaction that took the message; what it throws must roll that transaction back. Thread-safe.
 */
public final class TaskExecution {

    private static final ExecutionLog LOG = new ExecutionLog();

    private final MessageCodec codec;
    private final TaskRegistry registry;
    private final TaskInvoker invoker;
    private final Completion completion;
    private final Transactions transactions;
    private final Clock clock;

    /** Creates the execution. */
    public TaskExecution(
            MessageCodec codec,
            TaskRegistry registry,
            TaskInvoker invoker,
            Completion completion,
            Transactions transactions,
            Clock clock) {
        this.codec = codec;
        this.registry = registry;
        this.invoker = invoker;
        this.completion = completion;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Works off one message.
     *
     * @param worker the worker that took it, as {@code app@host/WorkerClass}
     */
    public void execute(IncomingMessage incoming, String worker) {
        var startedAt = clock.instant();
        var identity = codec.findIdentity(incoming).orElse(null);
        var delivery = incoming.delivery();
        if (identity != null && delivery.redelivered() && completion.isDecided(identity)) {
            LOG.dropped(identity);
            return;
        }
        try {
            if (identity != null && completion.isGivenUp(delivery)) {
                throw new WorkerLostException(identity.id(), identity.task(), delivery.count() - 1);
            }
            var message = codec.decode(incoming);
            var outcome = run(message, incoming, worker, startedAt);
            completion.complete(message.identity(), message.ignoreResult(), outcome, worker, startedAt);
        } catch (UnreadableMessageException | UnknownTaskException | WorkerLostException e) {
            completion.bury(incoming, identity, e, worker, startedAt);
        }
    }

    private Outcome run(TaskMessage message, IncomingMessage incoming, String worker, Instant startedAt) {
        var task = registry.get(message.identity().task());
        if (message.expires() != null && startedAt.isAfter(message.expires())) {
            LOG.expired(message.identity(), message.expires());
            return new Outcome.Revoked(
                    new TaskFailure(TaskRevokedException.class.getName(), "expired at " + message.expires(), ""));
        }
        try {
            var value = invoker.write(task, invoker.invoke(task, message, worker, incoming.delivery()));
            if (transactions.isRollbackOnly()) {
                throw new TransactionRefusedException(message.identity());
            }
            return new Outcome.Success(value);
        } catch (Throwable e) {
            LOG.failed(message.identity(), e);
            return new Outcome.Failure(TaskFailure.of(e));
        }
    }
}
