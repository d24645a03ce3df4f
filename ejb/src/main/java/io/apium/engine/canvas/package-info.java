/**
 * From a canvas to continuations and joins, and what an outcome triggers. Start reading at
 * {@link io.apium.engine.canvas.Planner} for what is sent, and at {@link io.apium.engine.canvas.Continuations} for what
 * follows.
 *
 * <p>May depend on results, tasks and messages; must not depend on publishing and executing.
 */
@NullMarked
package io.apium.engine.canvas;

import org.jspecify.annotations.NullMarked;
