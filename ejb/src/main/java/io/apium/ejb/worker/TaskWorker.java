package io.apium.ejb.worker;

import jakarta.ejb.Schedule;
import jakarta.ejb.Timeout;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * A worker: a message-driven bean that works off the tasks of one queue. An application declares a subclass in its own
 * module, as it would declare any message-driven bean:
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = {
 *     @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:app/jms/images"),
 *     @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "8")})
 * public class ImageWorker extends TaskWorker {}
 * }</pre>
 *
 * <p>This is Celery's {@code worker -Q images -c 8}. Its EJB timer is Celery's {@code beat}: whatever node has a worker runs
 * the periodic tasks that are due, together with all others.
 *
 * <p><b>Transaction.</b> The container's transaction around {@link #onMessage} takes the message, does the task's work,
 * stores its result and sends what the task sends. A subclass must leave it container-managed; one that manages
 * transactions itself fails the deployment.
 */
public abstract class TaskWorker implements MessageListener {

    @Inject
    WorkerShell shell;

    /** Only the container makes workers. */
    protected TaskWorker() {}

    /** Works off one task. It throws nothing: what cannot be decided goes back to the queue by a rollback. Not to be overridden. */
    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void onMessage(Message message) {
        shell.execute(message, getClass());
    }

    /**
     * Does what is due, takes over what lost nodes have left, and deletes what has expired: every worker wakes its node every
     * second, and all but the first in vain. It has a transaction of its own for each thing that it does, and nothing to do with
     * the worker's queue.
     */
    // Payara takes a message-driven bean with a timer only if it has a timeout method, declared before the timer.
    @Timeout
    @Schedule(second = "*", minute = "*", hour = "*", persistent = false, info = "apium.beat")
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void beat() {
        shell.beat();
    }
}
