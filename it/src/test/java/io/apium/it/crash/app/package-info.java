/**
 * The application whose server is killed: tasks of every kind, each with rows that tell what of it has happened. Start
 * reading at {@link io.apium.it.crash.app.Kind}.
 */
@NullMarked
package io.apium.it.crash.app;

import org.jspecify.annotations.NullMarked;
