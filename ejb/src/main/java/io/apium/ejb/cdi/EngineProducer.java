package io.apium.ejb.cdi;

import io.apium.NodeHealth;
import io.apium.ResultExpiry;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.ejb.jms.JmsBroker;
import io.apium.ejb.jms.JmsEventTopic;
import io.apium.ejb.server.ServerResource;
import io.apium.ejb.server.WildFlyBroker;
import io.apium.ejb.transaction.TransactedBroker;
import io.apium.engine.Engine;
import io.apium.engine.EngineSettings;
import io.apium.engine.Surroundings;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.execute.Threads;
import io.apium.engine.message.Json;
import io.apium.schedule.ParkedTasks;
import io.apium.schedule.Schedules;
import io.apium.spi.EventTopic;
import io.apium.spi.JoinStore;
import io.apium.spi.LeaseStore;
import io.apium.spi.NodeStore;
import io.apium.spi.OnceStore;
import io.apium.spi.ParkedStore;
import io.apium.spi.ResultStore;
import io.apium.spi.ScheduleStore;
import io.apium.spi.Settings;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import io.apium.spi.WorkflowStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Puts the engine of a deployment together, from what the server and the deployment have, when it is first needed. */
@ApplicationScoped
public class EngineProducer {

    private static final String CONNECTION_FACTORY = "apium.broker-connection-factory";
    static final String SCHEDULER = "apium.scheduler";
    private static final String THREAD_FACTORY = "apium.thread-factory";

    /** What is read only when it is needed, here and by the stores of the JPA backend. */
    static final Set<String> SETTINGS =
            Set.of(CONNECTION_FACTORY, SCHEDULER, THREAD_FACTORY, "apium.result-data-source", "apium.schema-migrate");

    @Produces
    @Singleton
    Settings settings() {
        return ServerSettings.find();
    }

    @Produces
    @Singleton
    EngineSettings engineSettings(Settings settings) {
        // What is wrong with them has refused the deployment.
        return EngineSettings.read(settings, NodeName.find(), new ArrayList<>());
    }

    @Produces
    @Singleton
    JmsBroker broker(Settings settings, Transactions transactions) {
        return brokerOf(settings, transactions);
    }

    /** {@return the server's broker} */
    static JmsBroker brokerOf(Settings settings, Transactions transactions) {
        ConnectionFactory connections =
                ServerResource.CONNECTION_FACTORY.find(ConnectionFactory.class, settings, CONNECTION_FACTORY);
        return new JmsBroker(connections::createContext, transactions, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Stores stores(
            Instance<ResultStore> results,
            Instance<LeaseStore> leases,
            Instance<NodeStore> nodes,
            Instance<OnceStore> calls,
            Instance<JoinStore> joins,
            Instance<WorkflowStore> workflows,
            Instance<ScheduleStore> schedules,
            Instance<ParkedStore> parked) {
        // Not injected as they are: a deployment that only sends need not have them.
        return new Stores(
                results.get(),
                leases.get(),
                nodes.get(),
                calls.get(),
                joins.get(),
                workflows.get(),
                schedules.get(),
                parked.get());
    }

    @Produces
    @Singleton
    Threads threads(Settings settings, Instance<RequestContextController> requests) {
        return new RequestThreads(
                ServerResource.THREAD_FACTORY.find(ThreadFactory.class, settings, THREAD_FACTORY), requests);
    }

    @Produces
    @Singleton
    EventTopic topic(EngineSettings settings, JmsBroker broker, Threads threads) {
        var name = settings.eventTopic();
        return name == null ? EventTopic.silent() : new JmsEventTopic(broker, name, threads::start);
    }

    @Produces
    @Singleton
    Engine engine(
            TaskExtension tasks,
            Settings settings,
            EngineSettings engineSettings,
            JmsBroker broker,
            EventTopic topic,
            Instance<ResultStore> results,
            Instance<Stores> stores,
            Transactions transactions,
            Threads threads,
            Instance<ResultExpiry> expiry) {
        // Looked up here, not injected: a library of an EAR has no java:comp of its own, only that of its first caller.
        var registry = ServerResource.TRANSACTION_REGISTRY.find(TransactionSynchronizationRegistry.class);
        return new Engine(
                tasks.registry(),
                tasks.timetable(),
                engineSettings,
                new Surroundings(
                        new TransactedBroker(
                                broker,
                                transactions,
                                registry,
                                new WildFlyBroker(ManagementFactory.getPlatformMBeanServer())::endsWithThisProcess),
                        topic,
                        stores(results, stores),
                        transactions,
                        ServerResource.SCHEDULER.find(ScheduledExecutorService.class, settings, SCHEDULER),
                        threads,
                        Clock.systemUTC(),
                        expiry.isUnsatisfied() ? (context, state) -> Optional.empty() : expiry.get()),
                new Json());
    }

    private static @Nullable Stores stores(Instance<ResultStore> results, Instance<Stores> stores) {
        return results.isUnsatisfied() ? null : stores.get();
    }

    void close(@Disposes Engine engine) {
        engine.close();
    }

    @Produces
    @ApplicationScoped
    TaskClient client(Engine engine) {
        return engine.client();
    }

    @Produces
    @ApplicationScoped
    Schedules schedules(Engine engine) {
        return engine.beat().schedules();
    }

    @Produces
    @ApplicationScoped
    ParkedTasks parkedTasks(Engine engine) {
        return engine.beat().parkedTasks();
    }

    @Produces
    @ApplicationScoped
    NodeHealth health(Engine engine) {
        return engine.health();
    }

    @Produces
    @ApplicationScoped
    TaskContext context() {
        return new CurrentTask();
    }
}
