package io.apium.engine.execute;

import io.apium.engine.message.TaskIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The executions of a transaction that leave no row, although their messages may have been delivered before.
 *
 * <p>A broker that was killed, and is back, may have forgotten that it delivered a message. If the task failed then, that is
 * decided, and a success now must not count. The row of a success would be refused by that of the failure; of one that
 * leaves none, the decision must be looked for before the commit. A young message needs no look: no broker is killed and back
 * within so short a time. Belongs to one thread and one transaction.
 */
final class Doubts {

    private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(1);

    private final Instant nodeStartedAt;
    private final Map<String, Integer> executions = new LinkedHashMap<>();

    /**
     * Creates no doubts.
     *
     * @param nodeStartedAt since when this node is there: it does not know what came before
     */
    Doubts(Instant nodeStartedAt) {
        this.nodeStartedAt = nodeStartedAt;
    }

    /** An execution can commit without a row. */
    void add(Attempt attempt) {
        var sentAt = attempt.incoming().sentAt();
        // Of a message that is known to come again, the decision was looked for before the work.
        if (!attempt.isRepeated()
                && (sentAt.isBefore(nodeStartedAt)
                        || sentAt.isBefore(attempt.startedAt().minus(SHORTEST_OUTAGE)))) {
            TaskIdentity identity = attempt.identity();
            executions.put(identity.id(), identity.attempt());
        }
    }

    /** {@return the attempt of each task in doubt, by its id} */
    Map<String, Integer> executions() {
        return executions;
    }
}
