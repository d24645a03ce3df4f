package io.apium.ejb.cdi;

import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.ejb.jms.JmsBroker;
import io.apium.ejb.transaction.TransactedBroker;
import io.apium.engine.Engine;
import io.apium.engine.EngineSettings;
import io.apium.engine.Surroundings;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Json;
import io.apium.spi.ResultStore;
import io.apium.spi.Settings;
import io.apium.spi.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** Puts the engine of a deployment together, from what the server and the deployment have, when it is first needed. */
@ApplicationScoped
public class EngineProducer {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";
    private static final String CONNECTION_FACTORY = "apium.broker-connection-factory";

    @Produces
    @Singleton
    Settings settings() {
        return ServerSettings.find();
    }

    @Produces
    @Singleton
    JmsBroker broker(Settings settings) {
        var name = settings.get(CONNECTION_FACTORY, "java:comp/DefaultJMSConnectionFactory");
        ConnectionFactory connections = Jndi.get(ConnectionFactory.class, name, CONNECTION_FACTORY);
        return new JmsBroker(connections::createContext);
    }

    @Produces
    @Singleton
    Engine engine(
            TaskExtension tasks,
            Settings settings,
            JmsBroker broker,
            Instance<ResultStore> results,
            Transactions transactions) {
        // Looked up here, not injected: a library of an EAR has no java:comp of its own, only that of its first caller.
        var registry = Jndi.get(TransactionSynchronizationRegistry.class, REGISTRY);
        var scheduler = Jndi.get(
                ScheduledExecutorService.class,
                settings.get("apium.scheduler", "java:comp/DefaultManagedScheduledExecutorService"),
                "apium.scheduler");
        return new Engine(
                tasks.registry(),
                EngineSettings.read(settings, NodeName.find()),
                new Surroundings(
                        new TransactedBroker(broker, transactions, registry),
                        results.isUnsatisfied() ? null : results.get(),
                        transactions,
                        scheduler,
                        Clock.systemUTC()),
                new Json());
    }

    @Produces
    @ApplicationScoped
    TaskClient client(Engine engine) {
        return engine.client();
    }

    @Produces
    @ApplicationScoped
    TaskContext context() {
        return new CurrentTask();
    }
}
