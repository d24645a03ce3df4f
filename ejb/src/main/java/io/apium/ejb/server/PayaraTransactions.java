package io.apium.ejb.server;

import static java.util.stream.Collectors.toSet;

import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * What a Payara Server knows of its transactions. It is reached by reflection, for Payara has no interface to it and nothing here is
 * compiled against a server.
 */
final class PayaraTransactions {

    private static final System.Logger LOGGER = System.getLogger("io.apium.transaction");
    private static final String JTS = "com.sun.jts.CosTransactions.";
    private static final String GLASSFISH = "org.glassfish.";
    private static final String RECOVERY = "com.sun.enterprise.transaction.";

    /** Payara's list: its coordinators of the transactions that could not be ended, each with whether it is to be committed. */
    private final Map<?, ?> unfinished;

    private final Method globalId;
    private final Method coordinatorOf;
    private final Method idOfCoordinator;
    private final Method equalId;
    private final String serverName;
    private final Method getAllServices;
    private final Object habitat;
    private final Class<?> recovery;
    private final Method recover;
    private final Class<?> resources;
    private final Method open;
    private final Method close;

    /** @throws ReflectiveOperationException if this Payara is another one than those that are known */
    PayaraTransactions() throws ReflectiveOperationException {
        getAllServices = Class.forName(GLASSFISH + "hk2.api.ServiceLocator")
                .getMethod("getAllServices", Type.class, Annotation[].class);
        habitat = Objects.requireNonNull(
                call(Class.forName(GLASSFISH + "internal.api.Globals").getMethod("getDefaultHabitat"), null));
        recovery = Class.forName(RECOVERY + "api.ResourceRecoveryManager");
        recover = recovery.getMethod("recoverIncompleteTx", boolean.class, String.class);

        // An application does not see these classes; what recovers is of the same module as they are.
        var module = services(recovery).findFirst().orElseThrow().getClass().getClassLoader();
        var manager = Class.forName(JTS + "RecoveryManager", true, module);
        var id = Class.forName(JTS + "GlobalTID", true, module);
        var list = accessible(manager.getDeclaredField("inCompleteTxMap"));
        unfinished = (Map<?, ?>) list.get(null);
        globalId = accessible(id.getDeclaredMethod("fromTIDBytes", byte[].class));
        coordinatorOf = accessible(manager.getDeclaredMethod("getCoordinator", id));
        idOfCoordinator =
                accessible(Class.forName(JTS + "CoordinatorImpl", true, module).getMethod("getGlobalTID"));
        equalId = accessible(id.getMethod("isSameTID", idOfCoordinator.getReturnType()));
        serverName = String.valueOf(
                call(Class.forName(JTS + "Configuration", true, module).getMethod("getServerName"), null));

        resources = Class.forName(RECOVERY + "spi.RecoveryResourceHandler");
        open = resources.getMethod("loadXAResourcesAndItsConnections", List.class, List.class);
        close = resources.getMethod("closeConnections", List.class);
    }

    /** {@return how many transactions Payara knows that it could not end; it never becomes less} */
    int unfinished() {
        return unfinished.size();
    }

    /** Ends those transactions, as far as their resources answer. */
    void endUnfinished() {
        services(recovery).forEach(one -> call(recover, one, false, null));
    }

    /**
     * Rolls back what the databases hold prepared and Payara has forgotten. It believes that a branch is rolled back when the
     * database does not answer, although its order to prepare may have been the last that the database has heard. Only
     * transactions of this run of the server are looked at: of those, Payara knows all that are not at their end.
     */
    void rollBackForgotten() {
        services(resources)
                .filter(one -> one.getClass().getSimpleName().startsWith("Jdbc"))
                .forEach(this::rollBackForgotten);
    }

    private void rollBackForgotten(Object databases) {
        var opened = new ArrayList<XAResource>();
        var connections = new ArrayList<>();
        try {
            call(open, databases, opened, connections);
            opened.forEach(this::rollBackForgotten);
        } finally {
            call(close, databases, connections);
        }
    }

    private void rollBackForgotten(XAResource resource) {
        try {
            var forgotten = prepared(resource)
                    .filter(this::isForgotten)
                    .map(PayaraTransactions::idOf)
                    .collect(toSet());
            if (forgotten.isEmpty()) {
                return;
            }
            // Payara no longer knows what has ended in the meantime either, but the database does not list that again.
            for (var branch : prepared(resource)
                    .filter(one -> forgotten.contains(idOf(one)))
                    .toList()) {
                resource.rollback(branch);
                LOGGER.log(
                        System.Logger.Level.INFO,
                        "APIUM0404 A prepared transaction that Payara had given up is rolled back: " + branch);
            }
        } catch (XAException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG,
                    "What is in doubt in a database could not be ended; it is tried again",
                    e);
        }
    }

    private static Stream<Xid> prepared(XAResource resource) throws XAException {
        return Stream.of(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN));
    }

    /** {@return what is equal for equal branches} The drivers' own classes need not be. */
    private static Object idOf(Xid branch) {
        return List.of(ByteBuffer.wrap(branch.getGlobalTransactionId()), ByteBuffer.wrap(branch.getBranchQualifier()));
    }

    private boolean isForgotten(Xid branch) {
        var id = branch.getGlobalTransactionId();
        if (!new String(branch.getBranchQualifier(), StandardCharsets.ISO_8859_1).startsWith(serverName + ",")
                || !PayaraRun.isOfThis(id)) {
            return false;
        }
        var global = call(globalId, null, (Object) id);
        // In this order: a transaction is put into the list before its coordinator goes.
        return call(coordinatorOf, null, global) == null && !isUnfinished(global);
    }

    private boolean isUnfinished(@Nullable Object global) {
        synchronized (unfinished) {
            return unfinished.keySet().stream()
                    .anyMatch(coordinator ->
                            Boolean.TRUE.equals(call(equalId, global, call(idOfCoordinator, coordinator))));
        }
    }

    private Stream<?> services(Class<?> contract) {
        var found = (List<?>) call(getAllServices, habitat, contract, Array.newInstance(Annotation.class, 0));
        return found == null ? Stream.empty() : found.stream();
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        member.setAccessible(true);
        return member;
    }

    private static @Nullable Object call(Method method, @Nullable Object target, @Nullable Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Payara's " + method.getName() + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Payara's " + method.getName() + " cannot be called", e);
        }
    }
}
