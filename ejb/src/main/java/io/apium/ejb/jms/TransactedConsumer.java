package io.apium.ejb.jms;

import io.apium.spi.Transactions;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A consumer in a context of its own, which takes messages in the current transaction.
 *
 * <p>If the transaction is rolled back, OpenMQ puts what a consumer has taken that is closed by then back into the queue twice, and
 * who is given it in between is given it once more. Two acknowledgements of one message spoil a transaction, and then the message
 * that it began with is not delivered again before the worker is started again. So once it has taken a message of OpenMQ, it stays
 * open until the transaction has ended. Belongs to one thread.
 */
final class TransactedConsumer implements AutoCloseable {

    private final JMSContext context;
    private final JMSConsumer consumer;
    private final Transactions transactions;

    /** Who needs it: its thread, and maybe the transaction, which the server may end on a thread of its own. */
    private final AtomicInteger users = new AtomicInteger(1);

    private boolean staysOpen;

    private TransactedConsumer(JMSContext context, JMSConsumer consumer, Transactions transactions) {
        this.context = context;
        this.consumer = consumer;
        this.transactions = transactions;
    }

    static TransactedConsumer open(
            Supplier<JMSContext> contexts,
            Function<JMSContext, Destination> queue,
            @Nullable String selector,
            Transactions transactions) {
        var context = contexts.get();
        try {
            var consumer = context.createConsumer(queue.apply(context), selector);
            return new TransactedConsumer(context, consumer, transactions);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** {@return a message that waits, or {@code null}} */
    @Nullable
    Message receive() {
        var message = consumer.receiveNoWait();
        if (message != null && !staysOpen && OpenMq.owns(message)) {
            staysOpen = true;
            users.incrementAndGet();
            transactions.whenEnded(committed -> leave());
        }
        return message;
    }

    @Override
    public void close() {
        if (staysOpen && !hasEnded() && !OpenMqBranch.end(context)) {
            // Better than a transaction that cannot be rolled back.
            closeNow();
        } else {
            leave();
        }
    }

    private boolean hasEnded() {
        var status = transactions.status();
        return status == Transactions.Status.NONE || status == Transactions.Status.ENDED;
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            closeNow();
        }
    }

    private void closeNow() {
        try {
            consumer.close();
        } finally {
            context.close();
        }
    }
}
