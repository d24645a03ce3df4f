package io.apium.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * Calculates what the sun does. Applications have no use for it: the module {@code apium-ejb} has one that {@link Solar} finds
 * with {@link java.util.ServiceLoader}, so that this module depends on no library.
 *
 * <p><b>Threading.</b> Implementations are thread-safe.
 */
public interface Sun {

    /** {@return the first event of the schedule strictly after the moment, in whole seconds} It is the same whenever asked. */
    Optional<Instant> next(Solar solar, Instant moment);
}
