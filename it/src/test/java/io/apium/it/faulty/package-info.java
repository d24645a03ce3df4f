/** Tasks that cannot work. */
@NullMarked
package io.apium.it.faulty;

import org.jspecify.annotations.NullMarked;
