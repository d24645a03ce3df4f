package io.apium.ejb.cdi;

import io.apium.engine.task.TaskDefinition;
import io.apium.spi.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Checks that tasks which run inside a worker's transaction are stopped before that transaction is: after its timeout their
 * message is with another worker already.
 */
final class LimitCheck {

    private static final String TIMEOUT = "apium.worker-transaction-timeout";

    /** What WildFly and Payara have, if nothing else is set. */
    private static final String DEFAULT_TIMEOUT = "PT5M";

    private final Collection<WorkerDeclaration> workers;
    private final Map<String, String> definedQueues;

    /**
     * Creates the check.
     *
     * @param definedQueues the queues that the deployment defines, by their JNDI names
     */
    LimitCheck(Collection<WorkerDeclaration> workers, Map<String, String> definedQueues) {
        this.workers = workers;
        this.definedQueues = definedQueues;
    }

    /** Describes in {@code faults} what is wrong with the tasks' limits. */
    void check(Iterable<TaskDefinition> tasks, Settings settings, List<String> faults) {
        if (workers.isEmpty()) {
            return;
        }
        var common = parse(settings.get(TIMEOUT, DEFAULT_TIMEOUT), faults);
        for (var task : tasks) {
            var attributes = task.attributes();
            var limit = attributes.limits().hard() == null
                    ? attributes.limits().soft()
                    : attributes.limits().hard();
            if (limit != null && !attributes.execution().isLeased()) {
                var queue = attributes.queue() == null
                        ? settings.get("apium.task-default-queue", "apium")
                        : attributes.queue();
                check(task, limit, queue, common, faults);
            }
        }
    }

    private void check(TaskDefinition task, Duration limit, String queue, Duration common, List<String> faults) {
        var serving = workers.stream()
                .filter(worker ->
                        worker.queue(definedQueues).filter(queue::equals).isPresent())
                .toList();
        for (var worker : serving.isEmpty() ? workers : serving) {
            var timeout = worker.transactionTimeout().orElse(common);
            if (limit.compareTo(timeout) >= 0) {
                faults.add("The time limit of task '" + task.name() + "', " + limit + ", must be less than " + timeout
                        + ", the transaction timeout of its worker " + worker.name() + ": shorten it, raise the"
                        + " timeout (activation property transactionTimeout in seconds, or the server's default"
                        + " timeout, told to Apium by " + TIMEOUT + "), or let the task run outside the transaction"
                        + " with execution = AT_LEAST_ONCE");
            }
        }
    }

    private static Duration parse(String text, List<String> faults) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            faults.add(TIMEOUT + " must be an ISO-8601 duration such as " + DEFAULT_TIMEOUT + ", not '" + text + "'");
            return Duration.parse(DEFAULT_TIMEOUT);
        }
    }
}
