/** An application that parks very many tasks. */
@NullMarked
package io.apium.it.parked;

import org.jspecify.annotations.NullMarked;
