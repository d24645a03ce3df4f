package io.apium.ejb.jms;

import io.apium.ejb.server.HeldTransaction;
import jakarta.jms.JMSContext;
import java.lang.reflect.AccessibleObject;
import javax.transaction.xa.XAResource;

/**
 * The part that a context of OpenMQ has in a transaction of Payara. It is reached by reflection, for the context has no interface
 * to it.
 */
final class OpenMqBranch {

    private static final System.Logger LOGGER = System.getLogger("io.apium.transaction");

    private OpenMqBranch() {}

    /**
     * Ends it, as closing the context would, but leaves the context open. Payara does that itself only if it comes to commit, and the
     * broker does not roll back what has not been ended.
     *
     * @return whether that could be done
     */
    static boolean end(JMSContext context) {
        try {
            var connection =
                    member(context, type -> type.getDeclaredField("connection")).get(context);
            var resource = member(connection, type -> type.getDeclaredMethod("_getXAResource"))
                    .invoke(connection);
            HeldTransaction.current().orElseThrow().delist((XAResource) resource);
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "APIUM0405 The broker of this server is another one than those that are known. If a message stays with it that"
                            + " no worker is given, start the server again",
                    e);
            return false;
        }
    }

    private static <M extends AccessibleObject> M member(Object owner, Declared<M> declared)
            throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                var member = declared.in(type);
                member.setAccessible(true);
                return member;
            } catch (NoSuchFieldException | NoSuchMethodException e) {
                // Maybe the class above.
            }
        }
        throw new NoSuchFieldException(owner.getClass().getName());
    }

    /** A member that a class may declare. */
    private interface Declared<M> {

        M in(Class<?> type) throws ReflectiveOperationException;
    }
}
