package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of the transactions of a Payara that nobody has prepared. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Tag("core")
@Tag("payara") // It is about its configuration.
class PayaraCheckIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "unprepared", managed = false, testable = false)
    static Archive<?> unprepared() {
        return ShrinkWrap.create(WebArchive.class, "unprepared.war")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(Applications.libraries());
    }

    @Test
    void warnsOfAServerThatDoesNotRecoverAndOfOneWithoutAName() throws Exception {
        var payara = (TestedPayara) TestServer.current();
        payara.setTransactionService("automatic-recovery=false", "property.xa-servername=");
        try {
            deployer.deploy("unprepared");
            deployer.undeploy("unprepared");
        } finally {
            payara.setTransactionService(
                    "automatic-recovery=true", "property.xa-servername=${ENV=APIUM_TX_NODE_ID:apium}");
        }

        assertThat(payara.log())
                .content()
                .contains("- This server does not recover its transactions when it starts")
                .contains("- This server has no name for its transactions but that of its host");
    }
}
