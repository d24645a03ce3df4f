/** An application that names a queue which the broker does not have. */
@NullMarked
package io.apium.it.lost;

import org.jspecify.annotations.NullMarked;
