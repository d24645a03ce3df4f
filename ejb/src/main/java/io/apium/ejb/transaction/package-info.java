/**
 * The server's transactions, and what is sent by their commit. Start reading at
 * {@link io.apium.ejb.transaction.TransactedBroker}.
 *
 * <p>May depend on {@code io.apium.ejb.jms} and the SPI; must not depend on the engine.
 */
@NullMarked
package io.apium.ejb.transaction;

import org.jspecify.annotations.NullMarked;
