/** Tests on real servers. Start reading at {@link io.apium.it.TaskContract}. */
@NullMarked
package io.apium.it;

import org.jspecify.annotations.NullMarked;
