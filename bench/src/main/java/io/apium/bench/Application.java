package io.apium.bench;

import io.apium.bench.app.RunServlet;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application under measurement, packed. */
final class Application {

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="bench">
                    <shared-cache-mode>NONE</shared-cache-mode>
                    <properties>
                        <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                        <property name="hibernate.jdbc.batch_size" value="50"/>
                    </properties>
                </persistence-unit>
            </persistence>
            """;

    private Application() {}

    /** {@return its archive} All its workers have so many sessions. */
    static Path archive(Settings settings, int sessions) {
        var archive = settings.target().resolve("bench.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(RunServlet.class.getPackage())
                .addClasses(Measurement.class, Scenario.class, Side.class)
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .addAsResource(
                        new StringAsset(String.join("\n", settings.configuration())),
                        "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsWebInfResource(new StringAsset(descriptor(sessions)), "ejb-jar.xml")
                .addAsLibraries(settings.target().resolve("libraries").toFile().listFiles())
                .as(ZipExporter.class)
                .exportTo(archive.toFile(), true);
        return archive;
    }

    private static String descriptor(int sessions) {
        return Stream.of("BenchWorker", "BareDrainingWorker", "BareSingleWorker")
                .map(worker -> "<message-driven><ejb-name>" + worker + "</ejb-name><activation-config>"
                        + "<activation-config-property>"
                        + "<activation-config-property-name>maxSession</activation-config-property-name>"
                        + "<activation-config-property-value>" + sessions + "</activation-config-property-value>"
                        + "</activation-config-property></activation-config></message-driven>\n")
                .collect(Collectors.joining(
                        "",
                        "<ejb-jar xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"><enterprise-beans>\n",
                        "</enterprise-beans></ejb-jar>\n"));
    }
}
