/**
 * From a message to its outcome. Start reading at {@link io.apium.engine.execute.TaskExecution}.
 *
 * <p>May depend on {@code message}, {@code task} and {@code result}; must not depend on {@code publish}.
 */
@NullMarked
package io.apium.engine.execute;

import org.jspecify.annotations.NullMarked;
