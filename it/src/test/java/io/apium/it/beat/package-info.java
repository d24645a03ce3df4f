/** An application whose tasks are run periodically. */
@NullMarked
package io.apium.it.beat;

import org.jspecify.annotations.NullMarked;
