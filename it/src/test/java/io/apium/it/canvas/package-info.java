/** An application whose tasks are composed. */
@NullMarked
package io.apium.it.canvas;

import org.jspecify.annotations.NullMarked;
