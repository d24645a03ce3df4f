/**
 * The engine put together. Start reading at {@link io.apium.engine.Engine}.
 *
 * <p>May depend on the packages below it; must not depend on the container, nor be used by the packages below it.
 */
@NullMarked
package io.apium.engine;

import org.jspecify.annotations.NullMarked;
