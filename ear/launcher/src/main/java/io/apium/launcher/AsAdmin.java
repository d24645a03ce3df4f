package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Payara's command line interface, run in a child JVM without a shell. Each call is one process. */
record AsAdmin(Path home, int port) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String MAIN_CLASS = "com.sun.enterprise.glassfish.bootstrap.ASMain";

    /** What is read here of its output is in the language of whoever runs it, otherwise. */
    private static final String ENGLISH = "-Duser.language=en";

    /** Applies a script; a command of it that fails is a {@link LauncherException} with the output of all. */
    void apply(Path script) throws IOException, InterruptedException {
        ChildProcess.Outcome outcome = run(script.toString(), PATIENCE, "multimode", "--file", script.toString())
                .requireSuccess();
        // It goes on after a command that fails, and then says that it has succeeded.
        if (outcome.said().lines().anyMatch(line -> line.startsWith("Command ") && line.endsWith(" failed."))) {
            throw new LauncherException("A command of %s failed:%n%s", script, outcome.said());
        }
    }

    void deploy(Path archive, Duration timeout) throws IOException, InterruptedException {
        String file = archive.resolveSibling("").relativize(archive).toString();
        ChildProcess.Outcome outcome =
                run(file, timeout, "deploy", "--force", "--name", application(file), archive.toString());
        if (!outcome.successful()) {
            throw new DeploymentFailedException(ServerKind.PAYARA, file, outcome.said());
        }
    }

    void undeploy(String file, Duration timeout) throws IOException, InterruptedException {
        run(file, timeout, "undeploy", application(file)).requireSuccess();
    }

    /** Asks the running server to shut down, as an administrator would. */
    void shutDownServer() throws IOException, InterruptedException {
        run("shutdown", PATIENCE, "stop-domain").requireSuccess();
    }

    /** The command line with which the domain would be started, as Payara itself puts it together. */
    List<String> launchCommand(ServerOptions options) throws IOException, InterruptedException {
        List<String> lines = run("start", PATIENCE, "start-domain", "--dry-run", PayaraDomain.NAME)
                .requireSuccess()
                .said()
                .lines()
                .dropWhile(line -> !line.startsWith("Dump of JVM Invocation line"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        int main = lines.indexOf(MAIN_CLASS);
        if (main < 0) {
            throw new LauncherException("Payara does not tell how its domain is started in %s.", home);
        }
        List<String> command = new ArrayList<>();
        command.add(JavaCommand.java());
        command.addAll(lines.subList(1, main));
        // PayaraServer reads what it says of its start.
        command.add(ENGLISH);
        command.addAll(options.jvmOptions());
        new TreeMap<>(options.systemProperties()).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(lines.subList(main, lines.size()));
        // What it prints is wanted; and there is nobody who would tell it passwords.
        replaceAfter(command, "-verbose", "true");
        replaceAfter(command, "-read-stdin", "false");
        return command;
    }

    private static void replaceAfter(List<String> command, String option, String value) {
        int index = command.lastIndexOf(option);
        if (index >= 0) {
            command.set(index + 1, value);
        }
    }

    /** Its name in the server: that of the file without its ending. */
    private static String application(String file) {
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private ChildProcess.Outcome run(String what, Duration patience, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                JavaCommand.java(),
                ENGLISH,
                "-jar",
                home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
                "--port",
                String.valueOf(port)));
        command.addAll(List.of(arguments));
        return new ChildProcess("Payara's asadmin", command, home, Map.of("TERM", "dumb"), patience).run(what);
    }
}
