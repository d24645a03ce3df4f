/** Tasks in a library of the application. */
@NullMarked
package io.apium.it.library;

import org.jspecify.annotations.NullMarked;
