package io.apium.ejb.server;

import io.apium.spi.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What every server has, and the names under which it can be found: the platform's name, which only the threads of
 * components can look up, and then WildFly's and GlassFish's, for all others.
 */
public enum ServerResource {
    CONNECTION_FACTORY(
            "java:comp/DefaultJMSConnectionFactory",
            "java:jboss/DefaultJMSConnectionFactory",
            "jms/__defaultConnectionFactory"),
    SCHEDULER(
            "java:comp/DefaultManagedScheduledExecutorService",
            "java:jboss/ee/concurrency/scheduler/default",
            "concurrent/__defaultManagedScheduledExecutorService"),
    THREAD_FACTORY(
            "java:comp/DefaultManagedThreadFactory",
            "java:jboss/ee/concurrency/factory/default",
            "concurrent/__defaultManagedThreadFactory"),
    TRANSACTION_REGISTRY(
            "java:comp/TransactionSynchronizationRegistry",
            "java:jboss/TransactionSynchronizationRegistry",
            "java:appserver/TransactionSynchronizationRegistry");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    ServerResource(String... names) {
        this.names = List.of(names);
    }

    /** {@return the resource} */
    public <T> T find(Class<T> type) {
        return names.stream()
                .map(name -> Jndi.findJoining(type, name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The server has no " + type.getSimpleName() + " under any of the names " + names));
    }

    /**
     * {@return the resource that the setting names, or the server's default one}
     *
     * @param setting the setting that can name another
     */
    public <T> T find(Class<T> type, Settings settings, String setting) {
        return settings.find(setting).map(name -> Jndi.get(type, name, setting)).orElseGet(() -> find(type));
    }
}
