package io.apium.engine.execute;

import io.apium.Delivery;
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

    /** {@return whether it is known that the attempt may have been executed before} */
    boolean isRepeated() {
        return MessageCodec.mayHaveRun(incoming);
    }

    /** {@return how the message came to the worker; a worker that was lost with it counts as one that was given it} */
    Delivery delivery() {
        var delivery = incoming.delivery();
        return new Delivery(delivery.queue(), delivery.priority(), delivery.count() + MessageCodec.losses(incoming));
    }

    /** {@return this attempt, with a message that needs no transaction} */
    Attempt of(LeasedMessage message) {
        return new Attempt(message, call, worker, startedAt);
    }
}
