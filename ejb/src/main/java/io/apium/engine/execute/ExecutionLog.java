package io.apium.engine.execute;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.apium.engine.message.TaskIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a worker says about its messages, APIUM0100 to APIUM0199. */
final class ExecutionLog {

    private static final System.Logger LOGGER = System.getLogger("io.apium.worker");

    void failed(TaskIdentity task, Throwable cause) {
        LOGGER.log(ERROR, () -> "APIUM0101 Task " + task + " failed; its work is rolled back", cause);
    }

    void expired(TaskIdentity task, Instant expires) {
        LOGGER.log(INFO, () -> "APIUM0102 Task " + task + " is revoked without a call: it expired at " + expires);
    }

    void dropped(TaskIdentity task) {
        LOGGER.log(
                DEBUG, () -> "APIUM0103 Task " + task + " was delivered again after its outcome was stored; dropped");
    }

    void buried(@Nullable TaskIdentity task, String queue, String deadLetterQueue, Throwable reason) {
        LOGGER.log(
                WARNING,
                () -> "APIUM0104 " + (task == null ? "A message" : "Task " + task) + " of queue '" + queue
                        + "' cannot be worked off and goes to queue '" + deadLetterQueue + "': " + reason.getMessage());
    }
}
