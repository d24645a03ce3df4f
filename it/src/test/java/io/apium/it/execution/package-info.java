/**
 * An application under test whose tasks end in every way that a task can end. Its rows tell which of the work was kept, and
 * {@link io.apium.it.execution.Tally} how often it was begun.
 */
@NullMarked
package io.apium.it.execution;

import org.jspecify.annotations.NullMarked;
