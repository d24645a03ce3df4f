package io.apium.it.crash;

import io.apium.it.crash.app.Kind;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application whose server is killed, packed. */
final class CrashApplication {

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                <persistence-unit name="crash">
                    <shared-cache-mode>NONE</shared-cache-mode>
                </persistence-unit>
            </persistence>
            """;

    /** Long waits are parked, and each restart takes so long that due times are missed. */
    private static final String CONFIGURATION = """
            apium.park-after=PT1S
            apium.beat-misfire-after=PT5S
            """;

    private CrashApplication() {}

    /** {@return its archive} */
    static Path archive(Settings settings) {
        var archive = settings.target().resolve("crash.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(Kind.class.getPackage())
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .addAsResource(new StringAsset(CONFIGURATION), "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(settings.libraries().toFile().listFiles())
                .as(ZipExporter.class)
                .exportTo(archive.toFile(), true);
        return archive;
    }
}
