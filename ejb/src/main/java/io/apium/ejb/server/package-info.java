/**
 * What the server provides, by its names; what is wrong with it, and what it has to be helped with. Start reading at
 * {@link io.apium.ejb.server.ServerResource}.
 *
 * <p>May depend on the SPI; must not depend on the engine.
 */
@NullMarked
package io.apium.ejb.server;

import org.jspecify.annotations.NullMarked;
