package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** Applies a CLI script to the configuration in a home. */
@FunctionalInterface
interface ScriptRunner {

    void run(Path home, Path script) throws IOException, InterruptedException;
}
