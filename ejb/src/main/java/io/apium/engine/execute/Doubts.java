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
 * within so short a time; and none at all if the broker lives in the node's own process. Belongs to one thread and one
 * transaction.
 */
final class Doubts {

    private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(1);

    private final Instant nodeStartedAt;
    private final boolean brokerEndsWithNode;
    private final Map<String, Integer> executions = new LinkedHashMap<>();

    /**
     * Creates no doubts.
     *
     * @param nodeStartedAt since when this node is there: it does not know what came before
     * @param brokerEndsWithNode whether the broker cannot be back while the node lives on
     */
    Doubts(Instant nodeStartedAt, boolean brokerEndsWithNode) {
        this.nodeStartedAt = nodeStartedAt;
        this.brokerEndsWithNode = brokerEndsWithNode;
    }

    /** An execution can commit without a row. */
    void add(Attempt attempt) {
        // Of a message that is known to come again, the decision was looked for before the work.
        if (!attempt.isRepeated() && mayBeForgotten(attempt)) {
            TaskIdentity identity = attempt.identity();
            executions.put(identity.id(), identity.attempt());
        }
    }

    private boolean mayBeForgotten(Attempt attempt) {
        var sentAt = attempt.incoming().sentAt();
        return sentAt.isBefore(nodeStartedAt)
                || (!brokerEndsWithNode && sentAt.isBefore(attempt.startedAt().minus(SHORTEST_OUTAGE)));
    }

    /** {@return the attempt of each task in doubt, by its id} */
    Map<String, Integer> executions() {
        return executions;
    }
}
