/**
 * Provisions, starts, deploys to, stops and kills a WildFly from plain Java, and runs the demo on it. Start reading at
 * {@link io.apium.launcher.WildFlyDistribution}; {@link io.apium.launcher.Run} shows the whole walk.
 *
 * <p>May depend on the JDK only; must not depend on any other module of Apium.
 */
@NullMarked
package io.apium.launcher;

import org.jspecify.annotations.NullMarked;
