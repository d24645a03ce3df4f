package io.apium.ejb.transaction;

import io.apium.ejb.jms.JmsBroker;
import io.apium.spi.Broker;
import io.apium.spi.IncomingMessage;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.Transactions;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sends what is sent in a transaction as the transaction's last step, all of it in one session.
 *
 * <p>A commit reaches one resource after the other, in the order in which they were first used. If the broker came before
 * the database, a task could start before the rows of the transaction that sent it can be read. So the messages wait until
 * everything else is flushed. Outside a transaction they are sent at once. Thread-safe.
 */
public final class TransactedBroker implements Broker {

    private final JmsBroker broker;
    private final Transactions transactions;
    private final TransactionSynchronizationRegistry registry;
    private final BooleanSupplier endsWithThisProcess;

    /**
     * Creates a broker that sends by another one.
     *
     * @param endsWithThisProcess whether the other one can only end together with this process
     */
    public TransactedBroker(
            JmsBroker broker,
            Transactions transactions,
            TransactionSynchronizationRegistry registry,
            BooleanSupplier endsWithThisProcess) {
        this.broker = broker;
        this.transactions = transactions;
        this.registry = registry;
        this.endsWithThisProcess = endsWithThisProcess;
    }

    @Override
    public boolean endsWithThisProcess() {
        return endsWithThisProcess.getAsBoolean();
    }

    @Override
    public void send(List<OutgoingMessage> messages) {
        if (transactions.current().isEmpty()) {
            broker.send(messages);
            return;
        }
        // A queue that does not exist is the caller's mistake, and would only be noticed by the commit.
        messages.forEach(message -> requireQueue(message.queue()));
        if (transactions.status() == Transactions.Status.ACTIVE) {
            pending().add(messages);
        }
    }

    @Override
    public void sendPart(List<OutgoingMessage> messages) {
        if (transactions.current().isEmpty()) {
            broker.send(messages);
            return;
        }
        messages.forEach(message -> requireQueue(message.queue()));
        if (transactions.status() == Transactions.Status.ACTIVE) {
            pending().sendNow(messages);
        }
    }

    @Override
    public boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work) {
        var received = new AtomicBoolean();
        transactions.inNew(() -> received.set(broker.receive(queue, having, work)));
        return received.get();
    }

    @Override
    public void requireQueue(String queue) {
        if (!broker.knowsQueue(queue)) {
            transactions.outside(() -> {
                broker.requireQueue(queue);
                return queue;
            });
        }
    }

    private Pending pending() {
        if (registry.getResource(this) instanceof Pending known) {
            return known;
        }
        var pending = new Pending();
        registry.registerInterposedSynchronization(pending);
        registry.putResource(this, pending);
        // Who listens makes sure that a commit that fails is noticed.
        transactions.whenEnded(committed -> pending.messages.clear());
        return pending;
    }

    private final class Pending implements Synchronization {

        private final List<OutgoingMessage> messages = new ArrayList<>();
        private boolean flushing;

        void add(List<OutgoingMessage> more) {
            if (flushing) {
                broker.send(more);
            } else {
                messages.addAll(more);
            }
        }

        /** What was sent before goes before. The broker is used from now on, so the database must have been used before. */
        void sendNow(List<OutgoingMessage> more) {
            broker.send(messages);
            messages.clear();
            broker.send(more);
        }

        @Override
        public void beforeCompletion() {
            // Entity managers that joined later than the first message flush later than this: get in line behind them.
            registry.registerInterposedSynchronization(new Last(this));
        }

        @Override
        public void afterCompletion(int status) {
            // The messages are sent, or rolled back.
        }

        /** Payara asks twice if the first connection of the transaction was opened by its commit. */
        private void flush() {
            if (!flushing) {
                flushing = true;
                broker.send(messages);
            }
        }
    }

    private record Last(Pending pending) implements Synchronization {

        @Override
        public void beforeCompletion() {
            pending.flush();
        }

        @Override
        public void afterCompletion(int status) {
            // The messages are sent, or rolled back.
        }
    }
}
