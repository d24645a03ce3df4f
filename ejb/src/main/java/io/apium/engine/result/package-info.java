/**
 * How a task ended, for those who ask. Start reading at {@link io.apium.engine.result.Results}.
 *
 * <p>May depend on {@code message}; must not depend on any other package of the engine.
 */
@NullMarked
package io.apium.engine.result;

import org.jspecify.annotations.NullMarked;
