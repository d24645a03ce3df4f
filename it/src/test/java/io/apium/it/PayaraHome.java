package io.apium.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What a provisioned Payara needs besides its configuration.
 *
 * @param home its directory
 */
public record PayaraHome(Path home) {

    /** Adds PostgreSQL's driver. */
    public void addDriver(Path jar) throws IOException {
        Files.copy(jar, domain().resolve("lib/postgresql.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what its server has stored: messages, rows, and applications. */
    public void forget() throws IOException {
        var configuration = domain().resolve("config/domain.xml");
        var pristine = domain().resolve("config/domain.xml.pristine");
        if (Files.exists(pristine)) {
            Files.copy(pristine, configuration, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.copy(configuration, pristine);
        }
        for (var memory : List.of("imq", "lib/databases", "logs/server", "applications", "generated")) {
            Folders.delete(domain().resolve(memory));
        }
    }

    private Path domain() {
        return home.resolve("glassfish/domains/domain1");
    }
}
