/**
 * What the engine needs from a broker, a result store and a configuration, for those who write one. Applications have no
 * use for it. Start reading at {@link io.apium.spi.ResultStore}.
 *
 * <p>May depend on {@code io.apium}; must not depend on any implementation.
 */
@NullMarked
package io.apium.spi;

import org.jspecify.annotations.NullMarked;
