/**
 * Queues by Jakarta Messaging. Start reading at {@link io.apium.ejb.jms.JmsBroker}.
 *
 * <p>May depend on the engine; must not depend on CDI, so that it serves programs outside the server.
 */
@NullMarked
package io.apium.ejb.jms;

import org.jspecify.annotations.NullMarked;
