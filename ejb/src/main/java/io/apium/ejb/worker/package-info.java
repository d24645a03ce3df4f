/**
 * What takes messages from queues. Start reading at {@link io.apium.ejb.worker.TaskWorker}.
 *
 * <p>May depend on the engine and on {@code io.apium.ejb.jms}; has no rules of its own.
 */
@NullMarked
package io.apium.ejb.worker;

import org.jspecify.annotations.NullMarked;
