/** Tests of the launcher that need no server. */
@NullMarked
package io.apium.launcher;

import org.jspecify.annotations.NullMarked;
