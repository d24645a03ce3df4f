package io.apium.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of a server's command line interface, run in a child process without a shell.
 *
 * @param title what to call it if it fails
 * @param command the program and its arguments
 * @param folder where it runs
 * @param environment what is added to its environment
 * @param patience how long it may take
 */
record ChildProcess(
        String title, List<String> command, Path folder, Map<String, String> environment, Duration patience) {

    ChildProcess {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Runs it to its end; {@code what} names what it was to do. One that does not end in time is killed, and fails. */
    Outcome run(String what) throws IOException, InterruptedException {
        Path output = Files.createTempFile("server-cli", ".log");
        try {
            Process process = start(output);
            boolean exited;
            try {
                exited = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly();
            }
            String said = new LogFile(output).content();
            if (!exited) {
                throw new LauncherException(
                        "%s did not end within %d minutes: %s%n%s", title, patience.toMinutes(), what, said);
            }
            return new Outcome(title, what, process.exitValue() == 0, said);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private Process start(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /**
     * How it ended.
     *
     * @param title what to call it
     * @param what what it was to do
     * @param successful whether it says that it has done that
     * @param said all that it has printed
     */
    record Outcome(String title, String what, boolean successful, String said) {

        Outcome requireSuccess() {
            if (!successful) {
                throw new LauncherException("%s failed: %s%n%s", title, what, said);
            }
            return this;
        }
    }
}
