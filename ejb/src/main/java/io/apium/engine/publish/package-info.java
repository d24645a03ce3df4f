/**
 * From a signature to its message. Start reading at {@link io.apium.engine.publish.Publisher}.
 *
 * <p>May depend on every other package of the engine.
 */
@NullMarked
package io.apium.engine.publish;

import org.jspecify.annotations.NullMarked;
