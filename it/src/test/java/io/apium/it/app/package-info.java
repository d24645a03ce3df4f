/** The application under test: a ledger, whose rows tell what its tasks did. */
@NullMarked
package io.apium.it.app;

import org.jspecify.annotations.NullMarked;
