package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** Applies a script to a running server; its failure is a {@link LauncherException} with the output of the CLI. */
    void apply(Path script, int managementPort) throws IOException, InterruptedException {
        run(script.toString(), List.of("--connect", "--controller=127.0.0.1:" + managementPort, "--file=" + script));
    }

    /** Asks a running server to shut down, as an administrator would. */
    void shutDownServer(int managementPort) throws IOException, InterruptedException {
        run("shutdown", List.of("--connect", "--controller=127.0.0.1:" + managementPort, "--command=:shutdown"));
    }

    private void run(String what, List<String> arguments) throws IOException, InterruptedException {
        ChildProcess cli = new ChildProcess(
                "WildFly's CLI", command(arguments), home, Map.of("JBOSS_HOME", home.toString()), PATIENCE);
        cli.run(what).requireSuccess();
    }

    private List<String> command(List<String> arguments) {
        List<String> jvmOptions = List.of("-Dlogging.configuration="
                + home.resolve("bin/jboss-cli-logging.properties").toUri());
        List<String> cliArguments = new ArrayList<>(arguments);
        cliArguments.add("--no-color-output");
        return JavaCommand.of(home, "org.jboss.as.cli", jvmOptions, cliArguments);
    }
}
