package io.apium.ejb.server;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Looks up what the server provides. */
public final class Jndi {

    /** What Payara appends to a name for whoever is no component. */
    private static final String PAYARA_FOR_NO_COMPONENT = "__pm";

    private Jndi() {}

    /**
     * {@return the resource of that name}
     *
     * @param setting the setting that can change the name
     */
    static <T> T get(Class<T> type, String name, String setting) {
        try {
            var found = lookup(type, name);
            return findJoining(type, name).orElse(found);
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

    /**
     * {@return the resource of that name, if there is one, whose connections join the transaction of the calling thread} On
     * Payara that is another one than the name itself gives: that asks the component that the thread is in, and while a
     * transaction completes, which is when tasks are sent, there is none.
     */
    static <T> Optional<T> findJoining(Class<T> type, String name) {
        return find(type, name)
                .map(found -> find(type, name + PAYARA_FOR_NO_COMPONENT).orElse(found));
    }

    @SuppressWarnings("BanJNDI") // The names come from the deployment's configuration, never from a message.
    private static <T> T lookup(Class<T> type, String name) throws NamingException {
        return type.cast(new InitialContext().lookup(name));
    }
}
