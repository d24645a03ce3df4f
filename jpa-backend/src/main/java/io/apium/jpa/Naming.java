package io.apium.jpa;

import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's JNDI tree, as the calling thread sees it: {@code java:comp} is there in components' threads only. */
final class Naming {

    private Naming() {}

    /** {@return the object under the first of the names that has one of the type} */
    static <T> Optional<T> find(Class<T> type, String... names) {
        return Stream.of(names)
                .map(Naming::lookUp)
                .flatMap(Optional::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** {@return whether the name is one of a component, and the calling thread belongs to none} */
    static boolean isOutOfReach(String name) {
        return name.startsWith("java:comp/")
                && lookUp(name).isEmpty()
                && lookUp("java:comp").isEmpty();
    }

    @SuppressWarnings("BanJNDI") // The names are the deployer's, not a user's.
    private static Optional<Object> lookUp(String name) {
        try {
            return Optional.of(InitialContext.doLookup(name));
        } catch (NamingException e) {
            // No such name: what that means is for the caller to say.
            return Optional.empty();
        }
    }
}
