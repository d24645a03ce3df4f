package io.apium.schedule;

import java.util.Optional;
import java.util.ServiceLoader;

/** The sun of this class path, looked for once. */
final class FoundSun {

    // The libraries of a deployment see each other, whatever the thread's class loader is.
    private static final Optional<Sun> SUN =
            ServiceLoader.load(Sun.class, FoundSun.class.getClassLoader()).findFirst();

    private FoundSun() {}

    static Sun get() {
        return SUN.orElseThrow(
                () -> new IllegalStateException("When the sun rises and sets cannot be calculated: there is no "
                        + Sun.class.getName() + "; add apium-ejb to the class path"));
    }
}
