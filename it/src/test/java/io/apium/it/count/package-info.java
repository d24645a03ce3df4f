/** An application under test whose tasks do nothing, so that what Apium itself does can be counted. */
@NullMarked
package io.apium.it.count;

import org.jspecify.annotations.NullMarked;
