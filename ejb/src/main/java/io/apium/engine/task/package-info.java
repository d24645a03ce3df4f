/**
 * Which tasks there are, and how their methods are called. Start reading at {@link io.apium.engine.task.TaskRegistry}.
 *
 * <p>May depend on {@code message}; must not depend on any other package of the engine.
 */
@NullMarked
package io.apium.engine.task;

import org.jspecify.annotations.NullMarked;
