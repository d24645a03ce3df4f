package io.apium.spi;

import java.util.Optional;

/** More messages of the queue from which a worker was given one. Belongs to one thread and one transaction. */
@FunctionalInterface
public interface MessageSource {

    /** {@return the next message that waits, taken in the current transaction; empty if none waits} */
    Optional<IncomingMessage> next();

    /** {@return a source without messages} */
    static MessageSource empty() {
        return Optional::empty;
    }
}
