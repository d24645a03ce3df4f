package io.apium.it;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian how archives are deployed to Payara, if the tests run there. */
public final class PayaraExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        if (TestServer.current() instanceof TestedPayara) {
            builder.service(DeployableContainer.class, PayaraContainer.class);
        }
    }
}
