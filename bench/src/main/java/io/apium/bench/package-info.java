/**
 * Measures how fast Apium is, beside message-driven beans without it. Start reading at {@link io.apium.bench.Benchmark};
 * what runs inside the server is {@link io.apium.bench.app}.
 */
@NullMarked
package io.apium.bench;

import org.jspecify.annotations.NullMarked;
