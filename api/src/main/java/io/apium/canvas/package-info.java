/**
 * Signatures, and what they are made from. Start reading at {@link io.apium.canvas.Signature}.
 *
 * <p>May depend on {@code io.apium}; must not depend on {@code io.apium.spi} or on any implementation.
 */
@NullMarked
package io.apium.canvas;

import org.jspecify.annotations.NullMarked;
