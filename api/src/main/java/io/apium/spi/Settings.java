package io.apium.spi;

import java.util.Optional;
import java.util.Set;

/** Where configuration comes from. The names start with {@code apium.} and follow Celery's settings. */
@FunctionalInterface
public interface Settings {

    /** {@return the value set for the name, or empty; a blank value counts as not set} */
    Optional<String> find(String name);

    /** {@return the names of all that is set, as far as they can be known} */
    default Set<String> names() {
        return Set.of();
    }

    /** {@return the value set for the name, or else the given one} */
    default String get(String name, String orElse) {
        return find(name).orElse(orElse);
    }
}
