/**
 * What travels through a queue, and how it is written. Start reading at {@link io.apium.engine.message.MessageCodec}.
 *
 * <p>May depend on the API; must not depend on any other package of the engine.
 */
@NullMarked
package io.apium.engine.message;

import org.jspecify.annotations.NullMarked;
