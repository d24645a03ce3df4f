/**
 * What an application uses: annotate a method with {@link io.apium.Task}, inject a {@link io.apium.TaskClient}, and
 * hold an {@link io.apium.AsyncResult}. Start reading at {@link io.apium.TaskClient}.
 *
 * <p>May depend on {@code io.apium.canvas}; must not depend on {@code io.apium.spi} or on any implementation.
 */
@NullMarked
package io.apium;

import org.jspecify.annotations.NullMarked;
