package io.apium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The domain of a Payara Server that has just been unpacked, and its {@code domain.xml}. As it comes it listens on fixed
 * ports of all addresses, and looks for others of its kind on the network.
 */
record PayaraDomain(Path home) {

    static final String NAME = "domain1";

    private static final Pattern SERVER_CONFIG = Pattern.compile("(?s)<config name=\"server-config\">.*?</config>");
    private static final Pattern APPLICATION_REF = Pattern.compile("<application-ref [^>]*?ref=\"([^\"]+)\"[^>]*>");
    private static final Pattern APPLICATION =
            Pattern.compile("(?s)<application [^>]*?\\bname=\"([^\"]+)\"[^>]*>.*?</application>");
    private static final Pattern MODULE = Pattern.compile("(?s)<module [^>]*?name=\"([^\"]+)\"[^>]*>.*?</module>");
    private static final String WEB = "sniffer=\"web\"";
    private static final Pattern JMS_PORT = Pattern.compile("<system-property name=\"JMS_PROVIDER_PORT\"[^>]*>");

    /** The properties by which Payara itself names ports, where it does. */
    private static final Map<String, String> PROPERTIES = properties();

    private static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("HTTP", "HTTP_LISTENER_PORT");
        properties.put("HTTPS", "HTTP_SSL_LISTENER_PORT");
        properties.put("management", "ASADMIN_LISTENER_PORT");
        properties.put("JMS", "JMS_PROVIDER_PORT");
        properties.put("IIOP", "IIOP_LISTENER_PORT");
        properties.put("IIOP with TLS", "IIOP_SSL_LISTENER_PORT");
        properties.put("IIOP with client certificates", "IIOP_SSL_MUTUALAUTH_PORT");
        properties.put("JMX", "JMX_SYSTEM_CONNECTOR_PORT");
        return properties;
    }

    Path folder() {
        return home.resolve("glassfish/domains").resolve(NAME);
    }

    /** Makes its ports properties, lets it listen on 127.0.0.1 only, and keeps it to itself. */
    void prepare() throws IOException {
        String domain = Files.readString(file());
        Matcher found = SERVER_CONFIG.matcher(domain);
        if (!found.find()) {
            throw new LauncherException("%s has no server-config.", file());
        }
        String config = found.group();
        ServerPorts usual = new ServerPorts(ServerKind.PAYARA, 0);
        for (Map.Entry<String, String> port : PROPERTIES.entrySet()) {
            config = config.replace("port=\"" + usual.of(port.getKey()) + "\"", "port=\"${" + port.getValue() + "}\"");
        }
        config = JMS_PORT.matcher(config)
                .replaceFirst(Matcher.quoteReplacement(PROPERTIES.entrySet().stream()
                        .map(port -> property(port.getValue(), usual.of(port.getKey())))
                        .collect(Collectors.joining("\n            "))))
                .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace("<network-listener port", "<network-listener address=\"127.0.0.1\" port")
                .replace(
                        "<hazelcast-config-specific-configuration>",
                        "<hazelcast-config-specific-configuration enabled=\"false\">");
        Files.writeString(file(), domain.substring(0, found.start()) + config + domain.substring(found.end()));
    }

    /** Moves it to other ports. */
    void listenOn(ServerPorts ports) throws IOException {
        String domain = Files.readString(file());
        for (Map.Entry<String, String> port : PROPERTIES.entrySet()) {
            // The second one of that name is in a template for other servers.
            domain = Pattern.compile("(<system-property [^>]*)(?<=name=\"" + port.getValue() + "\") value=\"\\d+\"")
                    .matcher(domain)
                    .replaceFirst("$1 value=\"" + ports.of(port.getKey()) + "\"");
        }
        Files.writeString(file(), domain);
    }

    /** What it says when it serves the applications that it loads at its start. */
    List<String> announcements() throws IOException {
        String domain = Files.readString(file());
        return APPLICATION_REF
                .matcher(domain)
                .results()
                .filter(reference -> !reference.group().contains("enabled=\"false\""))
                .map(reference -> reference.group(1))
                .distinct()
                .flatMap(name -> Stream.concat(
                        Stream.of("Loading application " + name + " done in"),
                        webModules(domain, name).map(module -> "Loading application [" + module + "] at [")))
                .toList();
    }

    /** Their web modules answer only a moment after the application is loaded. */
    private static Stream<String> webModules(String domain, String application) {
        return APPLICATION
                .matcher(domain)
                .results()
                .filter(found -> found.group(1).equals(application))
                .flatMap(found -> MODULE.matcher(found.group()).results())
                .filter(module -> module.group().contains(WEB))
                .map(module -> module.group(1))
                // A web archive of its own has one module, with the same name.
                .map(module -> module.equals(application) ? application : application + "#" + module);
    }

    private static String property(String name, int value) {
        return "<system-property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    private Path file() {
        return folder().resolve("config/domain.xml");
    }
}
