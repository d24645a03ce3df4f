/**
 * What CDI finds and gives: the tasks of a deployment, the client, the context. Start reading at
 * {@link io.apium.ejb.cdi.TaskExtension}.
 *
 * <p>May depend on the engine and on {@code io.apium.ejb}; has no rules of its own.
 */
@NullMarked
package io.apium.ejb.cdi;

import org.jspecify.annotations.NullMarked;
