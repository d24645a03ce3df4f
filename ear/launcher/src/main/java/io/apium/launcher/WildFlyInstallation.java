package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A provisioned WildFly that does not run yet. {@link WildFlyDistribution#provision} makes one.
 *
 * <p><b>Threading:</b> immutable. One server at a time can run from a home.
 *
 * @param home the directory of the installation
 */
public record WildFlyInstallation(Path home) {

    private static final String CONFIGURATION = "standalone-full.xml";

    /**
     * Starts the server on 127.0.0.1 and waits until it serves what is deployed. What the server stored when it ran
     * before is there again.
     *
     * @param options port offset, JVM options, system properties and the time it may take
     * @return the running server; it is stopped at the latest when this JVM exits
     * @throws LauncherException if a port is taken, or if the server exits, reports errors or is not up in time; the
     *     message ends with the last lines of its log, and no process is left
     * @throws IOException if the log cannot be written
     * @throws InterruptedException if the thread is interrupted; no process is left
     */
    public WildFlyServer start(ServerOptions options) throws IOException, InterruptedException {
        ServerPorts ports = new ServerPorts(options.portOffset());
        ports.requireFree();
        Path log = Files.createDirectories(home.resolve("standalone/log")).resolve("console.log");
        ProcessBuilder builder = new ProcessBuilder(command(options));
        builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        WildFlyServer server = new WildFlyServer(this, ports, process, new LogFile(log));
        server.awaitReadiness(options.startTimeout());
        return server;
    }

    private List<String> command(ServerOptions options) {
        List<String> jvmOptions = new ArrayList<>(List.of("-D[Standalone]", "-Xms64m", "-Xmx512m"));
        jvmOptions.add("-Djboss.modules.system.pkgs=org.jboss.byteman");
        jvmOptions.add("-Dorg.jboss.boot.log.file=" + home.resolve("standalone/log/server.log"));
        jvmOptions.add("-Dlogging.configuration="
                + home.resolve("standalone/configuration/logging.properties").toUri());
        jvmOptions.addAll(options.jvmOptions());
        return JavaCommand.of(home, "org.jboss.as.standalone", jvmOptions, arguments(options));
    }

    private List<String> arguments(ServerOptions options) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server-config=" + CONFIGURATION);
        Map<String, String> properties = new TreeMap<>(options.systemProperties());
        properties.put("jboss.home.dir", home.toString());
        properties.put("jboss.bind.address", "127.0.0.1");
        properties.put("jboss.bind.address.management", "127.0.0.1");
        properties.put("jboss.socket.binding.port-offset", String.valueOf(options.portOffset()));
        properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        return arguments;
    }
}
