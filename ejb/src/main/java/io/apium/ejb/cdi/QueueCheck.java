package io.apium.ejb.cdi;

import io.apium.InvalidTasksException;
import io.apium.MessageNotSentException;
import io.apium.ejb.jms.JmsBroker;
import io.apium.engine.EngineSettings;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks that the broker has the queues which the tasks need. A broker that creates queues on demand has every queue. */
@Dependent
class QueueCheck {

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    @Inject
    JmsBroker broker;

    /**
     * Checks all of them.
     *
     * @param defined the queues that the deployment itself defines, which may come into being only now
     * @throws InvalidTasksException if any is missing
     */
    void check(TaskRegistry registry, EngineSettings settings, Collection<String> defined) {
        var needed = needed(registry, settings);
        needed.keySet().removeAll(defined);
        try {
            var faults = needed.entrySet().stream()
                    .filter(queue -> isMissing(queue.getKey()))
                    .map(queue -> "The broker has no queue '" + queue.getKey() + "', which is needed for "
                            + queue.getValue() + ": create it, or define it in the application with"
                            + " @JMSDestinationDefinition")
                    .toList();
            if (!faults.isEmpty()) {
                throw new InvalidTasksException(faults);
            }
        } catch (JMSRuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "APIUM0203 The broker cannot be reached yet, so that its queues are not checked: "
                            + e.getMessage());
        }
    }

    private boolean isMissing(String queue) {
        try {
            broker.requireQueue(queue);
            return false;
        } catch (MessageNotSentException e) {
            return true;
        }
    }

    /** {@return the queues, and what each is needed for} */
    private static Map<String, String> needed(TaskRegistry registry, EngineSettings settings) {
        var needed = new LinkedHashMap<String, String>();
        for (var task : registry.all()) {
            var queue = task.attributes().queue();
            needed.putIfAbsent(queue == null ? settings.client().defaultQueue() : queue, "task '" + task.name() + "'");
        }
        registry.all().stream()
                .findFirst()
                .ifPresent(any -> needed.putIfAbsent(
                        settings.deadLetters().queue(),
                        "messages that cannot be worked off (apium.dead-letter-queue)"));
        registry.all().stream()
                .filter(QueueCheck::isLeased)
                .findFirst()
                .ifPresent(task -> needed.putIfAbsent(
                        settings.leases().queue(),
                        "tasks that run outside the transaction, such as '" + task.name() + "', and wait for a free"
                                + " place (apium.lease-queue)"));
        return needed;
    }

    private static boolean isLeased(TaskDefinition task) {
        return task.attributes().execution().isLeased();
    }
}
