/** Tests of the parts of the demo that need no server. */
@NullMarked
package io.apium.demo.concordance;

import org.jspecify.annotations.NullMarked;
