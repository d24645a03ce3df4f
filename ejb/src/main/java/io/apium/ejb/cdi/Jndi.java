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

    /** {@return the resource of that name, which every server has} */
    static <T> T get(Class<T> type, String name) {
        try {
            return lookup(type, name);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "The server has no " + type.getSimpleName() + " named '" + name + "', or this thread belongs to no"
                            + " component: " + e.getMessage(),
                    e);
        }
    }

    @SuppressWarnings("BanJNDI") // The names come from the deployment's configuration, never from a message.
    private static <T> T lookup(Class<T> type, String name) throws NamingException {
        return type.cast(new InitialContext().lookup(name));
    }
}
