/** An application that starts with its server. */
@NullMarked
package io.apium.it.late;

import org.jspecify.annotations.NullMarked;
