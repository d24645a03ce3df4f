package io.apium.ejb.server;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up what the server provides. */
public final class Jndi {

    private Jndi() {}

    /**
     * {@return the resource of that name}
     *
     * @param setting the setting that can change the name
     */
    static <T> T get(Class<T> type, String name, String setting) {
        try {
            return lookup(type, name);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "The server has no " + type.getSimpleName() + " named '" + name + "': " + e.getMessage() + ". Set "
                            + setting + " to the name of one",
                    e);
        }
    }

    /** {@return the resource of that name, if there is one that the calling thread can look up} */
    public static <T> Optional<T> find(Class<T> type, String name) {
        try {
            return Optional.of(lookup(type, name));
        } catch (NamingException | ClassCastException e) {
            // What that means is for the caller to say.
            return Optional.empty();
        }
    }

    @SuppressWarnings("BanJNDI") // The names come from the deployment's configuration, never from a message.
    private static <T> T lookup(Class<T> type, String name) throws NamingException {
        return type.cast(new InitialContext().lookup(name));
    }
}
