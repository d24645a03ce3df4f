/** An application under test that is taken away while its tasks run. */
@NullMarked
package io.apium.it.takeover;

import org.jspecify.annotations.NullMarked;
