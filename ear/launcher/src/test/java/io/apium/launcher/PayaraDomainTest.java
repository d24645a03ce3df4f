package io.apium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayaraDomainTest {

    /** What matters here of the one that Payara comes with: the server's configuration, and a template for others. */
    private static final String AS_IT_COMES = """
            <domain>
                <server name="server">
                    <application-ref ref="shop" virtual-servers="server"></application-ref>
                    <application-ref ref="till" virtual-servers="server"></application-ref>
                    <application-ref enabled="false" ref="closed" virtual-servers="server"></application-ref>
                </server>
                <configs>
                    <config name="server-config">
                        <system-property name="JMS_PROVIDER_PORT" value="7676" description="for remote clients" />
                        <iiop-listener address="0.0.0.0" port="3700" id="orb-listener-1" />
                        <jmx-connector address="0.0.0.0" port="8686" name="system" />
                        <hazelcast-config-specific-configuration></hazelcast-config-specific-configuration>
                        <network-listener port="8080" protocol="http-listener-1"></network-listener>
                        <network-listener port="4848" protocol="admin-listener"></network-listener>
                        <jms-host port="${JMS_PROVIDER_PORT}" />
                    </config>
                    <config name="default-config">
                        <network-listener address="0.0.0.0" port="${HTTP_LISTENER_PORT}"></network-listener>
                        <system-property name="JMS_PROVIDER_PORT" value="27676" />
                        <system-property name="HTTP_LISTENER_PORT" value="28080" />
                    </config>
                </configs>
                <applications>
                    <application context-root="/closed" name="closed">
                        <module name="closed"><engine sniffer="web"></engine></module>
                    </application>
                    <application object-type="user" name="shop">
                        <module name="web.war">
                            <engine sniffer="cdi"></engine>
                            <engine sniffer="web"></engine>
                        </module>
                        <module name="tasks.jar"><engine sniffer="ejb"></engine></module>
                    </application>
                    <application context-root="/till" name="till">
                        <module name="till"><engine sniffer="web"></engine></module>
                    </application>
                </applications>
            </domain>
            """;

    @TempDir
    Path home;

    Path file;
    PayaraDomain domain;

    @BeforeEach
    void unpack() throws IOException {
        domain = new PayaraDomain(home);
        file = Files.createDirectories(domain.folder().resolve("config")).resolve("domain.xml");
        Files.writeString(file, AS_IT_COMES);
    }

    @Test
    void listensOnItsUsualPortsOfThisMachineOnly() throws IOException {
        domain.prepare();

        assertThat(Files.readString(file))
                .contains(
                        "<network-listener address=\"127.0.0.1\" port=\"${HTTP_LISTENER_PORT}\" protocol=\"http-listener-1\">",
                        "<iiop-listener address=\"127.0.0.1\" port=\"${IIOP_LISTENER_PORT}\"",
                        "<system-property name=\"HTTP_LISTENER_PORT\" value=\"8080\"/>",
                        "<system-property name=\"ASADMIN_LISTENER_PORT\" value=\"4848\"/>",
                        "<system-property name=\"JMS_PROVIDER_PORT\" value=\"7676\"/>");
    }

    @Test
    void keepsToItself() throws IOException {
        domain.prepare();

        assertThat(Files.readString(file)).contains("<hazelcast-config-specific-configuration enabled=\"false\">");
    }

    @Test
    void leavesTheTemplateForOtherServersAlone() throws IOException {
        domain.prepare();
        domain.listenOn(new ServerPorts(ServerKind.PAYARA, 100));

        assertThat(templateOf(Files.readString(file))).isEqualTo(templateOf(AS_IT_COMES));
    }

    @Test
    void movesAgainAndAgain() throws IOException {
        domain.prepare();
        domain.listenOn(new ServerPorts(ServerKind.PAYARA, 100));
        domain.listenOn(new ServerPorts(ServerKind.PAYARA, 300));

        assertThat(Files.readString(file))
                .contains(
                        "<system-property name=\"HTTP_LISTENER_PORT\" value=\"8380\"/>",
                        "<system-property name=\"JMS_PROVIDER_PORT\" value=\"7976\"/>",
                        "<system-property name=\"JMX_SYSTEM_CONNECTOR_PORT\" value=\"8986\"/>");
    }

    @Test
    void knowsWhatItSaysWhenItServesAllThatIsDeployed() throws IOException {
        assertThat(domain.announcements())
                .containsExactly(
                        "Loading application shop done in",
                        "Loading application [shop#web.war] at [",
                        "Loading application till done in",
                        "Loading application [till] at [");
    }

    @Test
    void namesAFileThatIsNoDomain() throws IOException {
        Files.writeString(file, "<domain/>");

        assertThatThrownBy(domain::prepare)
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("domain.xml");
    }

    private static String templateOf(String domain) {
        return domain.substring(domain.indexOf("default-config"));
    }
}
