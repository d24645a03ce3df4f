/** The application under measurement. Start reading at {@link io.apium.bench.app.RunServlet}. */
@NullMarked
package io.apium.bench.app;

import org.jspecify.annotations.NullMarked;
