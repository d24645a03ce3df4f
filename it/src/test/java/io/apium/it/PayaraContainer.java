package io.apium.it;

import io.apium.launcher.LauncherException;
import io.apium.launcher.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** Deploys archives to the Payara of this run, as its users do. Tests inside the server are asked for over HTTP. */
public final class PayaraContainer implements DeployableContainer<PayaraContainer.Configuration> {

    /** Nothing is configured: the server runs already. */
    public static final class Configuration implements ContainerConfiguration {

        @Override
        public void validate() {
            // There is nothing to be wrong.
        }
    }

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            var file = Files.createTempDirectory("archive").resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile());
            server().deploy(file);
        } catch (IOException | LauncherException e) {
            throw new DeploymentException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("Interrupted", e);
        }
        var address = server().baseUri();
        var context = new HTTPContext(address.getHost(), address.getPort());
        context.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, contextRoot(archive)));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            server().undeploy(archive.getName());
        } catch (IOException | LauncherException e) {
            throw new DeploymentException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("Interrupted", e);
        }
    }

    @Override
    public void start() throws LifecycleException {
        // It has been started before the first test.
    }

    @Override
    public void stop() throws LifecycleException {
        // It is stopped after the last test.
    }

    /** That of the archive, or of the web archive in it. */
    private static String contextRoot(Archive<?> archive) {
        var web = archive instanceof EnterpriseArchive
                ? archive.getContent(Filters.include(".*\\.war")).keySet().stream()
                        .findFirst()
                        .map(ArchivePath::get)
                        .orElse("/")
                : archive.getName();
        var file = String.valueOf(Path.of(web).getFileName());
        return "/" + file.replaceAll("\\.war$", "");
    }

    private static Server server() {
        if (TestServer.current() instanceof TestedPayara payara) {
            return payara.server();
        }
        throw new IllegalStateException("The tests do not run on Payara");
    }
}
