/**
 * What is done at its time: periodic tasks, and tasks that are parked until then. Start reading at {@link
 * io.apium.engine.beat.Beat}.
 *
 * <p>May depend on {@code io.apium.engine.canvas}, {@code io.apium.engine.task} and {@code io.apium.engine.message}; must not depend on how
 * tasks are executed.
 */
@NullMarked
package io.apium.engine.beat;

import org.jspecify.annotations.NullMarked;
