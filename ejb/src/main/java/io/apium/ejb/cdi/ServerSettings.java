package io.apium.ejb.cdi;

import io.apium.spi.Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where a deployment's settings come from: MicroProfile Config, or what the Java platform has on a server without it. */
final class ServerSettings {

    private ServerSettings() {}

    static Settings find() {
        try {
            return microProfile();
        } catch (LinkageError | IllegalStateException e) {
            // No MicroProfile Config on this server.
            return system();
        }
    }

    private static Settings microProfile() {
        var config = ConfigProvider.getConfig(ServerSettings.class.getClassLoader());
        return new Settings() {
            @Override
            public Optional<String> find(String name) {
                return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
            }

            @Override
            public Set<String> names() {
                return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .collect(Collectors.toUnmodifiableSet());
            }
        };
    }

    private static Settings system() {
        return new Settings() {
            @Override
            public Optional<String> find(String name) {
                return findInSystem(name);
            }

            @Override
            public Set<String> names() {
                return System.getProperties().stringPropertyNames();
            }
        };
    }

    private static Optional<String> findInSystem(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(
                        System.getenv(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }
}
