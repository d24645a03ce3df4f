package io.apium.ejb.worker;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.apium.Delivery;
import io.apium.ejb.jms.JmsBroker;
import io.apium.ejb.jms.JmsIncomingMessage;
import io.apium.ejb.jms.OpenMq;
import io.apium.engine.Engine;
import io.apium.spi.Transactions;
import io.apium.spi.Transactions.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** What all workers of a deployment have in common: hands a message to the engine, and keeps what goes wrong there. */
@ApplicationScoped
public class WorkerShell {

    /** As {@code apium.cli} sets it on WildFly. */
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);

    /** After which a delay is half a minute. */
    private static final int MAX_DOUBLINGS = 6;

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    private final Engine engine;
    private final JmsBroker broker;
    private final Transactions transactions;
    private final WorkerNode node;
    private final AtomicBoolean cannotBeat = new AtomicBoolean();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected WorkerShell() {
        this(null, null, null, null);
    }

    /** Creates the shell. */
    @Inject
    public WorkerShell(Engine engine, JmsBroker broker, Transactions transactions, WorkerNode node) {
        this.engine = engine;
        this.broker = broker;
        this.transactions = transactions;
        this.node = node;
    }

    /** Works off a message in the current transaction, which is rolled back if the engine cannot come to a decision. */
    public void execute(Message message, Class<?> workerClass) {
        try {
            work(message, engine.settings().node() + "/" + workerClass.getSimpleName());
        } catch (RuntimeException | Error e) {
            // The container would write a page about an exception that escapes; the rollback is all it is good for.
            LOGGER.log(ERROR, "APIUM0201 A message could not be worked off and goes back to its queue: " + message, e);
            if (transactions.status() == Status.ACTIVE) {
                transactions.setRollbackOnly();
            }
        }
    }

    /** Does what is due, outside of any transaction. */
    public void beat() {
        try {
            node.beat();
            cannotBeat.set(false);
        } catch (RuntimeException | Error e) {
            // Every second would be too often to tell.
            LOGGER.log(cannotBeat.getAndSet(true) ? DEBUG : ERROR, "APIUM0203 This node cannot do what is due", e);
        }
    }

    private void work(Message message, String worker) {
        var first = JmsIncomingMessage.of(message, broker);
        try {
            if (first.postpone()) {
                return;
            }
            node.serve(first.delivery().queue());
            try (var more = broker.source(message)) {
                engine.execution()
                        .execute(first, more, worker)
                        .ifPresent(delivery -> delayRedelivery(message, delivery));
            }
        } catch (RuntimeException | Error e) {
            delayRedelivery(message, first.delivery());
            throw e;
        }
    }

    /**
     * Gives a message back of which nothing is decided no sooner than other brokers would deliver it again, if this one does so
     * at once: an outage of the database would otherwise use up all deliveries of all that waits within a second. The first
     * redelivery need not wait.
     */
    private void delayRedelivery(Message message, Delivery delivery) {
        if (delivery.redelivered() && OpenMq.owns(message)) {
            var doublings = Math.min(delivery.count() - 2, MAX_DOUBLINGS);
            node.awaitEnd(FIRST_DELAY.multipliedBy(1L << doublings));
        }
    }
}
