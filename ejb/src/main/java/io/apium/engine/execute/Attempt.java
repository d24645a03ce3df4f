package io.apium.engine.execute;

import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.task.TaskAttributes;
import io.apium.spi.IncomingMessage;
import java.time.Instant;

/**
 * One execution of a task by a worker.
 *
 * @param incoming the message as it came
 * @param call what it calls
 * @param worker who executes it
 * @param startedAt since when
 */
record Attempt(IncomingMessage incoming, TaskCall call, String worker, Instant startedAt) {

    TaskIdentity identity() {
        return call.identity();
    }

    TaskAttributes attributes() {
        return call.task().attributes();
    }

    /** {@return whether the broker knows that the message was here before} */
    boolean isRedelivered() {
        return incoming.delivery().redelivered();
    }

    /** {@return whether it is known that the attempt may have been executed before} */
    boolean isRepeated() {
        return isRedelivered() || MessageCodec.losses(incoming) > 0;
    }

    /** {@return this attempt, with a message that needs no transaction} */
    Attempt of(LeasedMessage message) {
        return new Attempt(message, call, worker, startedAt);
    }
}
