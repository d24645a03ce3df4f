package io.apium.ejb.cdi;

import io.apium.engine.EngineSettings;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TimeLimits.Bound;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * How long the transactions may take in which tasks run.
 *
 * @param workers the deployment's workers
 * @param definedQueues the queues that the deployment defines, by their JNDI names
 * @param settings what is configured
 */
record TransactionTimeouts(
        Collection<WorkerDeclaration> workers, Map<String, String> definedQueues, EngineSettings settings) {

    /** {@return the shortest timeout of the workers that serve the task's queue, or of all if none can be told to} */
    Optional<Bound> of(TaskDefinition task) {
        var named = task.attributes().queue();
        var queue = named == null ? settings.client().defaultQueue() : named;
        var serving = workers.stream()
                .filter(worker ->
                        worker.queue(definedQueues).filter(queue::equals).isPresent())
                .toList();
        // A batch takes no more tasks after this time, so that the last one, batchable or not, may begin as late as
        // that.
        var worker = settings.workers().apply(queue);
        var delay = worker.maxBatch() > 1 ? worker.batchTime() : Duration.ZERO;
        return (serving.isEmpty() ? workers : serving)
                .stream()
                        .map(declared -> new Bound(
                                declared.transactionTimeout()
                                        .orElse(settings.transactionTimeout())
                                        .minus(delay),
                                declared.name()))
                        .min(Comparator.comparing(Bound::timeout));
    }
}
