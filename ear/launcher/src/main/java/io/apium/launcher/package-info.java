/**
 * Provisions, starts, deploys to, stops and kills a WildFly or a Payara from plain Java, and runs the demo on it. Start
 * reading at {@link io.apium.launcher.ServerKind}; {@link io.apium.launcher.Run} shows the whole walk.
 *
 * <p>May depend on the JDK only; must not depend on any other module of Apium.
 */
@NullMarked
package io.apium.launcher;

import org.jspecify.annotations.NullMarked;
