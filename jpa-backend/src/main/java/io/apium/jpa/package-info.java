/**
 * Keeps results, leases, nodes and calls in a database through Jakarta Persistence: in the caller's JTA transaction inside
 * a server, in transactions of its own in a plain program. Start reading at {@link io.apium.jpa.JpaResultStore}.
 *
 * <p>May depend on {@code io.apium} and {@code io.apium.spi}; must not depend on the engine or on one persistence provider.
 */
@NullMarked
package io.apium.jpa;

import org.jspecify.annotations.NullMarked;
