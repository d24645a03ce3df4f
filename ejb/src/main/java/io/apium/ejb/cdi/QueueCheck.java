package io.apium.ejb.cdi;

import io.apium.MessageNotSentException;
import io.apium.ejb.jms.JmsBroker;
import io.apium.ejb.server.ServerStart;
import io.apium.engine.EngineSettings;
import io.apium.engine.task.TaskDefinition;
import io.apium.spi.DeploymentCheck;
import io.apium.spi.Settings;
import io.apium.spi.Transactions;
import jakarta.jms.JMSRuntimeException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks that the broker has the queues which the tasks need. A broker that creates queues on demand has every queue.
 *
 * @param settings where the broker is named
 * @param engineSettings where queues are named
 * @param tasks the deployment's tasks
 * @param defined the queues that the deployment itself defines, which may come into being later
 */
record QueueCheck(
        Settings settings, EngineSettings engineSettings, Collection<TaskDefinition> tasks, Collection<String> defined)
        implements DeploymentCheck {

    @Override
    public void check(Findings findings) {
        if (ServerStart.ofThisServer().isGoingOn()) {
            // An application that starts with its server may come before the server's queues.
            findings.notYet();
            return;
        }
        var needed = needed();
        needed.keySet().removeAll(defined);
        try {
            var broker = EngineProducer.brokerOf(settings, Transactions.none());
            needed.forEach((queue, purpose) -> {
                if (isMissing(broker, queue)) {
                    findings.error("The broker has no queue '" + queue + "', which is needed for " + purpose
                            + ": create it, or define it in the application with @JMSDestinationDefinition");
                }
            });
        } catch (JMSRuntimeException | IllegalStateException e) {
            findings.warning("The broker cannot be reached, so that nobody knows whether it has the queues "
                    + needed.keySet() + ": " + e.getMessage());
        }
    }

    /** {@return the queues that tasks are taken from} */
    Set<String> served() {
        var served = needed().keySet();
        served.remove(engineSettings.deadLetters().queue());
        return served;
    }

    private static boolean isMissing(JmsBroker broker, String queue) {
        try {
            broker.requireQueue(queue);
            return false;
        } catch (MessageNotSentException e) {
            return true;
        }
    }

    /** {@return the queues, and what each is needed for} */
    private Map<String, String> needed() {
        var needed = new LinkedHashMap<String, String>();
        for (var task : tasks) {
            var queue = task.attributes().queue();
            needed.putIfAbsent(
                    queue == null ? engineSettings.client().defaultQueue() : queue, "task '" + task.name() + "'");
            needed.putIfAbsent(
                    engineSettings.deadLetters().queue(),
                    "messages that cannot be worked off (apium.dead-letter-queue)");
            if (task.attributes().execution().isLeased()) {
                needed.putIfAbsent(
                        engineSettings.leases().queue(),
                        "tasks that run outside the transaction, such as '" + task.name()
                                + "', and wait for a free slot (apium.lease-queue)");
            }
        }
        return needed;
    }
}
