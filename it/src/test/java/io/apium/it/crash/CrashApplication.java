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

    private CrashApplication() {}

    /** {@return its archive} */
    static Path archive(Settings settings) {
        var archive = settings.target().resolve("crash.war");
        ShrinkWrap.create(WebArchive.class)
                .addPackage(Kind.class.getPackage())
                .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(settings.libraries().toFile().listFiles())
                .as(ZipExporter.class)
                .exportTo(archive.toFile(), true);
        return archive;
    }
}
