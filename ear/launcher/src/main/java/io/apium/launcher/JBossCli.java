package io.apium.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** WildFly's command line interface, run in a child JVM without a shell. Each call is one process. */
final class JBossCli {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path home;

    JBossCli(Path home) {
        this.home = home;
    }

    /** Applies a script; its failure is a {@link LauncherException} with the output of the CLI. */
    void apply(Path script) throws IOException, InterruptedException {
        run(script.toString(), List.of("--file=" + script));
    }

    /** Asks a running server to shut down, as an administrator would. */
    void shutDownServer(int managementPort) throws IOException, InterruptedException {
        run("shutdown", List.of("--connect", "--controller=127.0.0.1:" + managementPort, "--command=:shutdown"));
    }

    private void run(String what, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("wildfly-cli", ".log");
        try {
            Process cli = start(arguments, output);
            boolean exited;
            try {
                exited = cli.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                cli.destroyForcibly();
            }
            if (!exited || cli.exitValue() != 0) {
                String outcome = exited ? "failed" : "did not end within " + PATIENCE.toMinutes() + " minutes";
                String said = new LogFile(output).content();
                throw new LauncherException("WildFly's CLI %s: %s%n%s", outcome, what, said);
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private Process start(List<String> arguments, Path output) throws IOException {
        List<String> jvmOptions = List.of("-Dlogging.configuration="
                + home.resolve("bin/jboss-cli-logging.properties").toUri());
        List<String> cliArguments = new ArrayList<>(arguments);
        cliArguments.add("--no-color-output");
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(home, "org.jboss.as.cli", jvmOptions, cliArguments));
        builder.environment().put("JBOSS_HOME", home.toString());
        builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
