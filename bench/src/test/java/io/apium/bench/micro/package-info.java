/** What the engine costs by itself, without a server. Start reading at {@link io.apium.bench.micro.EngineBenchmark}. */
@NullMarked
package io.apium.bench.micro;

import org.jspecify.annotations.NullMarked;
