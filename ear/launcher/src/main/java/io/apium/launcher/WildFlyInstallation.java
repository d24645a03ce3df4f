package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A provisioned WildFly.
 *
 * @param home the directory of the installation
 */
public record WildFlyInstallation(Path home) implements ServerInstallation {

    private static final String CONFIGURATION = "standalone-full.xml";

    @Override
    public WildFlyServer start(ServerOptions options) throws IOException, InterruptedException {
        ServerPorts ports = new ServerPorts(ServerKind.WILDFLY, options.portOffset());
        ports.requireFree();
        LogFile log = LogFile.in(home.resolve("standalone/log"));
        Process process = ServerProcess.start(command(options), home, log);
        WildFlyServer server = new WildFlyServer(this, ports, process, log);
        server.awaitReadiness(options.startTimeout());
        return server;
    }

    @Override
    public void administer(int portOffset, Path script) throws IOException, InterruptedException {
        new JBossCli(home).apply(script, new ServerPorts(ServerKind.WILDFLY, portOffset).management());
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
