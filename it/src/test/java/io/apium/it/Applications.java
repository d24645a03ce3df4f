package io.apium.it;

import io.apium.it.app.Ledger;
import io.apium.it.library.Archive;
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

    /** {@return an EAR with the libraries in {@code lib/}, the tasks in an EJB jar, and the callers in a web archive} */
    static EnterpriseArchive ear(Class<?> test) {
        var tasks = ShrinkWrap.create(JavaArchive.class, "tasks.jar")
                .addPackage(Ledger.class.getPackage())
                .addAsManifestResource(new StringAsset(PERSISTENCE), "persistence.xml")
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        var web = ShrinkWrap.create(WebArchive.class, "web.war")
                .addClasses(test, TaskContract.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(testLibraries());
        return ShrinkWrap.create(EnterpriseArchive.class, "ledger.ear")
                .addAsLibraries(libraries())
                .addAsLibraries(library())
                .addAsModule(tasks)
                .addAsModule(web);
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

    private static File[] testLibraries() {
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
