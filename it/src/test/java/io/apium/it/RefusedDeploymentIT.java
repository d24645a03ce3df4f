package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.apium.it.app.LedgerWorker;
import io.apium.it.faulty.FaultyTasks;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RefusedDeploymentIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "faulty", managed = false, testable = false)
    static Archive<?> faulty() {
        return ShrinkWrap.create(WebArchive.class, "faulty.war")
                .addPackage(FaultyTasks.class.getPackage())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(Applications.libraries());
    }

    @Deployment(name = "storeless", managed = false, testable = false)
    static Archive<?> storeless() {
        var libraries = Stream.of(Applications.libraries())
                .filter(file -> !file.getName().startsWith("apium-jpa-backend"))
                .toArray(File[]::new);
        return ShrinkWrap.create(WebArchive.class, "storeless.war")
                .addClass(LedgerWorker.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(libraries);
    }

    @Deployment(name = "misconfigured", managed = false, testable = false)
    static Archive<?> misconfigured() {
        return ShrinkWrap.create(WebArchive.class, "misconfigured.war")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(
                        new StringAsset("apium.result-data-source=java:jboss/datasources/Nowhere"),
                        "META-INF/microprofile-config.properties")
                .addAsLibraries(Applications.libraries());
    }

    @Deployment(name = "misspelt", managed = false, testable = false)
    static Archive<?> misspelt() {
        return ShrinkWrap.create(WebArchive.class, "misspelt.war")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(
                        new StringAsset("apium.worker-max-batchs=5\napium.task-annotations.\"no.such.*\".priority=1"),
                        "META-INF/microprofile-config.properties")
                .addAsLibraries(Applications.libraries());
    }

    @Deployment(name = "plain", managed = false, testable = false)
    static Archive<?> plain() {
        return ShrinkWrap.create(WebArchive.class, "plain.war")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(
                        new StringAsset("apium.result-data-source="
                                + TestServer.current().plain()),
                        "META-INF/microprofile-config.properties")
                .addAsLibraries(Applications.libraries());
    }

    @Test
    void warnsOfADataSourceWithoutXa() {
        var mark = LogMark.atEnd();
        deployer.deploy("plain");
        deployer.undeploy("plain");

        assertThat(mark.awaitText("APIUM0501"))
                .contains("- The data source '" + TestServer.current().plain() + "' is no XA data source");
    }

    @Test
    void warnsOfSettingsWithoutEffect() {
        var mark = LogMark.atEnd();
        deployer.deploy("misspelt");
        deployer.undeploy("misspelt");

        assertThat(mark.awaitText("APIUM0501"))
                .contains("- Nothing reads the setting apium.worker-max-batchs; apium.worker-max-batch is meant?")
                .containsOnlyOnce("Nothing reads the setting")
                .contains("- No task of this deployment has a name that matches the setting"
                        + " apium.task-annotations.\"no.such.*\".priority");
    }

    @Test
    void namesADataSourceThatDoesNotExist() {
        assertThatThrownBy(() -> deployer.deploy("misconfigured"))
                .hasMessageContaining("the server has no data source 'java:jboss/datasources/Nowhere'");
    }

    @Test
    void namesAllFaultsOfTheTasksAtOnce() {
        var refusal = catchThrowable(() -> deployer.deploy("faulty"));

        var faults = String.valueOf(refusal.getMessage())
                .lines()
                .dropWhile(line -> !line.contains("The deployment has "))
                .skip(1)
                .takeWhile(line -> line.startsWith(" - "))
                // Payara says it all twice.
                .map(line -> line.replaceFirst("( -- The deployment has|[.] Please see server[.]log).*", ""))
                .distinct()
                .toList();
        var expected = new ArrayList<>(List.of(
                "priority must be a number from 0 to 9",
                "expires must be an ISO-8601 duration",
                "cannot be overloaded",
                "timeLimit must be",
                "softTimeLimit must be less than timeLimit",
                "retryDelay must be an ISO-8601 duration",
                "batchable is only for ATOMIC tasks",
                "maxRetries must be",
                "Two tasks have the name 'twin'",
                "must be less than PT59.9S, the transaction timeout of its worker io.apium.it.faulty.FaultyWorker"));
        expected.add(
                "The broker has no queue 'no-such-queue', which is needed for task 'io.apium.it.faulty.FaultyTasks.lost'");
        if (TestServer.current() instanceof TestedWildFly) {
            // OpenMQ delivers without end.
            expected.add("The broker delivers a message of queue 'fragile' 3 times at most");
        }
        assertThat(faults).hasSameSizeAs(expected);
        assertThat(expected).allSatisfy(text -> assertThat(faults).anyMatch(fault -> fault.contains(text)));
    }

    @Test
    void demandsAResultStoreForAWorker() {
        assertThatThrownBy(() -> deployer.deploy("storeless"))
                .hasMessageContaining("io.apium.it.app.LedgerWorker")
                .hasMessageContaining("add apium-jpa-backend");
    }
}
