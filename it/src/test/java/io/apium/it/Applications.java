package io.apium.it;

import io.apium.it.app.Entry;
import io.apium.it.app.Ledger;
import io.apium.it.canvas.CanvasTasks;
import io.apium.it.count.CountTasks;
import io.apium.it.execution.Note;
import io.apium.it.library.Archive;
import io.apium.it.parked.ParkTasks;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application under test, packed as its users pack theirs. */
final class Applications {

    private static final String PERSISTENCE = """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
            <persistence-unit name="ledger">
                <class>io.apium.it.app.Entry</class>
                <properties>
                    <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                </properties>
            </persistence-unit>
        </persistence>
        """;

    private static final String EXECUTION_PERSISTENCE = """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
            <persistence-unit name="execution">
                <jta-data-source>%s</jta-data-source>
                <class>io.apium.it.execution.Note</class>
                <properties>
                    <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                </properties>
            </persistence-unit>
        </persistence>
        """;

    private static final String EXECUTION_CONFIGURATION = """
        apium.result-data-source=%s
        apium.worker."apium.execution.leased".slots=2
        # So that a slow machine makes batches that are as large as a fast one's.
        apium.worker-batch-time=PT10S
        apium.task-annotations."io.apium.it.execution.RetryTasks.persevere".max-retries=1
        """;

    private Applications() {}

    /** {@return everything in one web archive, the libraries in {@code WEB-INF/lib}} */
    static WebArchive war(Class<?> test) {
        var war = ShrinkWrap.create(WebArchive.class, "ledger.war")
                .addPackage(Ledger.class.getPackage())
                .addClasses(test, TaskContract.class)
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(libraries())
                .addAsLibraries(testLibraries())
                .addAsLibraries(library());
        return war;
    }

    /**
     * {@return an EAR with the libraries in {@code lib/}, the entities too, the tasks in an EJB jar, and the callers in a web
     * archive}
     */
    static EnterpriseArchive ear(Class<?> test) {
        var entities = ShrinkWrap.create(JavaArchive.class, "entities.jar")
                .addClass(Entry.class)
                .addAsManifestResource(new StringAsset(PERSISTENCE), "persistence.xml");
        var tasks = ShrinkWrap.create(JavaArchive.class, "tasks.jar")
                .addPackage(Ledger.class.getPackage())
                .deleteClass(Entry.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        var web = ShrinkWrap.create(WebArchive.class, "web.war")
                .addClasses(test, TaskContract.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(testLibraries());
        return ShrinkWrap.create(EnterpriseArchive.class, "ledger.ear")
                .addAsLibraries(libraries())
                .addAsLibraries(library(), entities)
                .addAsModule(tasks)
                .addAsModule(web);
    }

    /** {@return tasks that end in every way, in one web archive, on the data source of that name} */
    static WebArchive execution(Class<?> test, String dataSource) {
        return ShrinkWrap.create(WebArchive.class, "execution.war")
                .addPackage(Note.class.getPackage())
                .addClasses(test, ExecutionContract.class, QueueDepth.class, LogListener.class)
                .addAsResource(new StringAsset(EXECUTION_PERSISTENCE.formatted(dataSource)), "META-INF/persistence.xml")
                .addAsResource(
                        new StringAsset(EXECUTION_CONFIGURATION.formatted(dataSource)),
                        "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(libraries())
                .addAsLibraries(testLibraries());
    }

    /** {@return tasks that do nothing, in one web archive, on a node that is quiet} */
    static WebArchive count(Class<?> test) {
        return ShrinkWrap.create(WebArchive.class, "count.war")
                .addPackage(CountTasks.class.getPackage())
                .addClasses(test, Meter.class, QueueDepth.class, StatementLog.class, LogListener.class)
                .addAsResource(new StringAsset("""
                    apium.result-data-source=java:jboss/datasources/SpiedDS
                    apium.node-heartbeat=PT1H
                    apium.node-timeout=PT3H
                    apium.beat-enabled=false
                    apium.worker-batch-time=PT10S
                    """), "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(libraries())
                .addAsLibraries(testLibraries());
    }

    /** {@return tasks that are composed, in one web archive} */
    static WebArchive canvas(Class<?> test) {
        return ShrinkWrap.create(WebArchive.class, "canvas.war")
                .addPackage(CanvasTasks.class.getPackage())
                .addClasses(test, QueueDepth.class)
                .addAsResource(
                        new StringAsset("apium.result-data-source="
                                + TestServer.current().postgres()),
                        "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(libraries())
                .addAsLibraries(testLibraries());
    }

    /** {@return tasks that are parked, in one web archive} */
    static WebArchive parked(Class<?> test) {
        return ShrinkWrap.create(WebArchive.class, "parked.war")
                .addPackage(ParkTasks.class.getPackage())
                .addClasses(test, QueueDepth.class)
                .addAsResource(
                        new StringAsset("""
                    apium.result-data-source=%s
                    apium.park-after=PT1S
                    """.formatted(TestServer.current().postgres())),
                        "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(libraries())
                .addAsLibraries(testLibraries());
    }

    private static JavaArchive library() {
        return ShrinkWrap.create(JavaArchive.class, "library.jar")
                .addPackage(Archive.class.getPackage())
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    /** {@return Apium and what it brings along} */
    static File[] libraries() {
        return TestServer.target().resolve("libraries").toFile().listFiles();
    }

    /** {@return what tests inside the server need} */
    static File[] testLibraries() {
        return Stream.of(Assertions.class, Awaitility.class, Matchers.class)
                .map(Applications::jarOf)
                .toArray(File[]::new);
    }

    private static File jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
