package io.apium.ejb.cdi;

import io.apium.spi.Settings;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where a deployment's settings come from: MicroProfile Config, or what the Java platform has on a server without it. */
final class ServerSettings {

    private ServerSettings() {}

    static Settings find() {
        try {
            return microProfile();
        } catch (LinkageError | IllegalStateException e) {
            // No MicroProfile Config on this server.
            return ServerSettings::findInSystem;
        }
    }

    private static Settings microProfile() {
        var config = ConfigProvider.getConfig(ServerSettings.class.getClassLoader());
        return name -> config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    private static Optional<String> findInSystem(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(
                        System.getenv(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }
}
