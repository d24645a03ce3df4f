package io.apium.ejb.cdi;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up what the server provides. */
final class Jndi {

    private Jndi() {}

    /**
     * {@return the resource of that name}
     *
     * @param setting the setting that can change the name
     */
    @SuppressWarnings("BanJNDI") // The names come from the deployment's configuration, never from a message.
    static <T> T get(Class<T> type, String name, String setting) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "The server has no " + type.getSimpleName() + " named '" + name + "': " + e.getMessage() + ". Set "
                            + setting + " to the name of one",
                    e);
        }
    }
}
