package io.apium.engine.execute;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.apium.engine.canvas.JoinNotThereException;
import io.apium.engine.execute.Outcome.Failure;
import io.apium.engine.execute.Outcome.Requeued;
import io.apium.engine.execute.Outcome.Retried;
import io.apium.engine.message.TaskIdentity;
import io.apium.spi.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a worker says about its messages, APIUM0100 to APIUM0199. */
final class ExecutionLog {

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    void ended(Attempt attempt, Outcome outcome) {
        var task = "Task '" + attempt.call().displayName() + "' "
                + attempt.identity().id();
        if (outcome instanceof Failure failure) {
            failed(task + " failed" + fate(attempt, outcome), attempt, failure);
        } else if (outcome instanceof Retried retried) {
            LOGGER.log(
                    INFO,
                    () -> "APIUM0105 " + task + " is run again at " + retried.nextAt() + ", as attempt "
                            + retried.next().identity().attempt() + ": " + retried.cause());
        } else if (outcome instanceof Requeued requeued) {
            LOGGER.log(INFO, () -> "APIUM0106 " + task + " goes back to its queue: " + requeued.reason());
        }
    }

    /** A leased task's work is in no transaction of ours. */
    private static String fate(Attempt attempt, Outcome outcome) {
        if (attempt.attributes().execution().isLeased()) {
            return "";
        }
        return outcome.keepsWork() ? "; its work is kept" : "; its work is rolled back";
    }

    private void failed(String what, Attempt attempt, Failure failure) {
        var cause = failure.cause();
        if (failure.isRejected()) {
            LOGGER.log(INFO, () -> "APIUM0107 " + what + ", for it was rejected: " + cause.getMessage());
        } else if (attempt.attributes().exceptions().isExpected(cause)) {
            LOGGER.log(INFO, () -> "APIUM0107 " + what + ", as it expects: " + cause);
        } else {
            LOGGER.log(ERROR, () -> "APIUM0101 " + what, cause);
        }
    }

    void expired(TaskIdentity task, Instant expires) {
        LOGGER.log(INFO, () -> "APIUM0102 Task " + task + " is revoked without a call: it expired at " + expires);
    }

    void revoked(TaskIdentity task) {
        LOGGER.log(INFO, () -> "APIUM0131 Task " + task + " is not called: somebody has revoked it");
    }

    void cancelled(TaskIdentity task) {
        LOGGER.log(INFO, () -> "APIUM0132 Task " + task + " is revoked without a call: its next run was due");
    }

    void decidedBefore(Collection<String> tasks) {
        LOGGER.log(
                INFO,
                () -> "APIUM0120 It is decided already what becomes of " + String.join(", ", tasks)
                        + ": the broker delivered it before, and has forgotten that. The transaction is rolled back");
    }

    void sameTransactionNode(String node, Collection<String> others, String transactionNode) {
        LOGGER.log(
                ERROR,
                () -> "APIUM0123 The nodes '" + node + "' and '" + String.join("', '", others)
                        + "' are in different servers whose transactions have the same name, '" + transactionNode
                        + "': after a crash, each rolls back what the other is about to commit. Give each server its own"
                        + " (WildFly: -Djboss.tx.node.id; Payara: the environment variable APIUM_TX_NODE_ID)");
    }

    void joinNotThere(JoinNotThereException e) {
        LOGGER.log(INFO, () -> "APIUM0122 " + e.getMessage());
    }

    void dropped(TaskIdentity task) {
        LOGGER.log(DEBUG, () -> "APIUM0103 Task " + task + " was delivered again after it was decided; dropped");
    }

    void buried(@Nullable TaskIdentity task, String queue, String deadLetterQueue, Throwable reason) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0104 " + (task == null ? "A message" : "Task " + task) + " of queue '" + queue
                        + "' cannot be worked off and goes to queue '" + deadLetterQueue + "': " + reason.getMessage());
    }

    void putOff(TaskIdentity task, Duration pause, Throwable cause) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0118 Task " + task
                        + " may have run before, but the result store does not tell; the message is" + " put off for "
                        + pause + ": " + cause);
    }

    void late(TaskIdentity task) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0108 Task " + task + " ended too late: its transaction was over, or another outcome is"
                        + " stored already. This outcome counts for nothing");
    }

    void stuck(TaskIdentity task, StackTraceElement[] trace, int count) {
        LOGGER.log(
                ERROR,
                () -> "APIUM0109 Task " + task + " does not end although its time is up. Tasks that"
                        + " occupy a thread of this node like that: " + count + ". It is at\n\t"
                        + Arrays.stream(trace).map(String::valueOf).collect(Collectors.joining("\n\t")));
    }

    void hookFailed(TaskIdentity task, Throwable cause) {
        LOGGER.log(
                ERROR,
                () -> "APIUM0110 A hook of task " + task + " failed; what it did is rolled back, and the task's outcome"
                        + " stays",
                cause);
    }

    void leaseLost(TaskIdentity task) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0111 Task " + task + " ended, but another node has taken over its lease, because this one"
                        + " gave no sign of life. This outcome counts for nothing");
    }

    void leftToOthers(TaskIdentity task) {
        LOGGER.log(
                INFO,
                () -> "APIUM0119 Task " + task
                        + " was still running when this node stopped; it is left to other nodes, as"
                        + " a task whose worker is lost");
    }

    void leaseTakenOver(Lease lease) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0112 The worker " + lease.worker() + " of task '" + lease.task() + "' " + lease.id()
                        + " is gone, or gives no sign of life; the task "
                        + (lease.isRepeatable() ? "is sent again" : "ends as FAILURE, for it may run once only"));
    }

    void notCompleted(TaskIdentity task, Duration pause, Throwable cause) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0113 The outcome of task " + task + " cannot be stored; trying again in " + pause,
                cause);
    }

    void notStarted(TaskIdentity task, Throwable cause) {
        LOGGER.log(WARNING, () -> "APIUM0116 Task " + task + " could not be started; it is sent again", cause);
    }

    void notRecorded(TaskIdentity task, Throwable cause) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0117 Task " + task + " has run too long, but that cannot be stored; it is rolled back, and"
                        + " runs again",
                cause);
    }

    void expiryNotDecided(TaskIdentity task, Throwable cause) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0114 The application's ResultExpiry failed for task " + task
                        + "; its result is kept as long as the task says",
                cause);
    }

    void housekeepingFailed(String what, boolean isNew, Throwable cause) {
        LOGGER.log(
                isNew ? WARNING : DEBUG,
                () -> "APIUM0115 This node could not " + what + "; it tries again soon",
                cause);
    }
}
