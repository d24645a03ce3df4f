/**
 * The crash proof: kills servers, brokers and databases under load, and counts afterwards what has happened. Start reading
 * at {@link io.apium.it.crash.CrashProof}.
 *
 * <p>The application under test is in {@code app}, what runs inside the killed server is in {@code point}.
 */
@NullMarked
package io.apium.it.crash;

import org.jspecify.annotations.NullMarked;
