package io.apium.ejb.jms;

import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.Workflow;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import io.apium.engine.ClientSettings;
import io.apium.engine.Engine;
import io.apium.engine.EngineSettings;
import io.apium.engine.message.Json;
import io.apium.engine.result.ResultEvents;
import io.apium.spi.ResultStore;
import io.apium.spi.Transactions;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client for a program outside the server. It sends tasks to a broker, and reads results if it is given a store:
 *
 * <pre>{@code
 * try (var tasks = JmsTaskClient.builder(connectionFactory)
 *         .resultStore(JpaResultStore.open(dataSource))
 *         .build()) {
 *     tasks.signature("com.shop.Orders.charge", 42L, payment).delay();
 * }
 * }</pre>
 *
 * <p><b>Transaction.</b> There is none: each task is sent at once. <b>Threading.</b> Safe for use by several threads, which
 * share one connection.
 */
public final class JmsTaskClient implements TaskClient, AutoCloseable {

    private final JMSContext connection;
    private final ScheduledExecutorService scheduler;
    private final ResultEvents events;
    private final TaskClient client;

    private JmsTaskClient(Builder builder) {
        connection = builder.user == null
                ? builder.connectionFactory.createContext()
                : builder.connectionFactory.createContext(builder.user, builder.password);
        scheduler = Executors.newSingleThreadScheduledExecutor(runnable -> {
            var thread = new Thread(runnable, "apium-results");
            thread.setDaemon(true);
            return thread;
        });
        // Each call gets a session of its own on the shared connection: a session belongs to one thread.
        var broker = new JmsBroker(
                () -> connection.createContext(JMSContext.AUTO_ACKNOWLEDGE), Transactions.none(), Clock.systemUTC());
        var json = new Json();
        events = new ResultEvents(
                new JmsEventTopic(broker, builder.eventTopic, JmsTaskClient::startThread),
                Transactions.none(),
                scheduler,
                json);
        client = Engine.outside(
                new ClientSettings(builder.origin, builder.defaultQueue, builder.maxPayload),
                broker,
                builder.resultStore,
                events,
                scheduler,
                json);
    }

    /**
     * {@return a builder of a client}
     *
     * @param connectionFactory the broker's
     */
    public static Builder builder(ConnectionFactory connectionFactory) {
        return new Builder(connectionFactory);
    }

    @Override
    public Signature<Object> signature(String task, @Nullable Object... args) {
        return client.signature(task, args);
    }

    @Override
    public <R> Signature<R> signatureOf(TaskMethod method, List<@Nullable Object> args) {
        return client.signatureOf(method, args);
    }

    @Override
    public <R> AsyncResult<R> result(String taskId, Class<R> type) {
        return client.result(taskId, type);
    }

    @Override
    public <R> AsyncResult<R> result(String taskId, ResultType<R> type) {
        return client.result(taskId, type);
    }

    @Override
    public Chain<Object> chain(Iterable<? extends Canvas<?>> steps) {
        return client.chain(steps);
    }

    @Override
    public <E> Group<E> group(Iterable<? extends Canvas<? extends E>> members) {
        return client.group(members);
    }

    @Override
    public <E> Group<E> group(Stream<? extends Canvas<? extends E>> members) {
        return client.group(members);
    }

    @Override
    public <S> Group<S> groupOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args) {
        return client.groupOf(items, method, args);
    }

    @Override
    public <S> Group<S> groupOf(Stream<?> items, TaskMethod method, List<@Nullable Object> args) {
        return client.groupOf(items, method, args);
    }

    @Override
    public <S> Signature<List<S>> mapOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args) {
        return client.mapOf(items, method, args);
    }

    @Override
    public <S> Group<List<S>> chunksOf(Stream<?> items, int size, TaskMethod method, List<@Nullable Object> args) {
        return client.chunksOf(items, size, method, args);
    }

    @Override
    public <S> Group<List<S>> chunksOf(Iterable<?> items, int size, TaskMethod method, List<@Nullable Object> args) {
        return client.chunksOf(items, size, method, args);
    }

    @Override
    public Canvas<Object> canvas(String json) {
        return client.canvas(json);
    }

    @Override
    public <E> GroupResult<E> groupResult(String groupId, Class<E> type) {
        return client.groupResult(groupId, type);
    }

    @Override
    public Workflow workflow(String rootId) {
        return client.workflow(rootId);
    }

    /** Closes the connection. Who waits for a result gets an exception. */
    @Override
    public void close() {
        // What is scheduled still runs once, and fails the futures when it cannot be scheduled again.
        events.close();
        scheduler.shutdown();
        connection.close();
    }

    private static void startThread(Runnable work) {
        var thread = new Thread(work, "apium-events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes a {@link JmsTaskClient}. Not safe for use by several threads. */
    public static final class Builder {

        private final ConnectionFactory connectionFactory;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable ResultStore resultStore;
        private String defaultQueue = ClientSettings.DEFAULT_QUEUE;
        private String eventTopic = EngineSettings.EVENT_TOPIC;
        private int maxPayload = ClientSettings.DEFAULT_MAX_PAYLOAD;
        private String origin = "pid-" + ProcessHandle.current().pid();

        private Builder(ConnectionFactory connectionFactory) {
            this.connectionFactory = connectionFactory;
        }

        /** Connects as this user. */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /** Reads results from this store. It stays open when the client is closed. */
        public Builder resultStore(ResultStore resultStore) {
            this.resultStore = resultStore;
            return this;
        }

        /** Sends tasks that name no queue to this one; {@code apium} if it is not set. */
        public Builder defaultQueue(String defaultQueue) {
            this.defaultQueue = defaultQueue;
            return this;
        }

        /** Listens to this topic for what happens to tasks; {@code apium.events} if it is not set. */
        public Builder eventTopic(String eventTopic) {
            this.eventTopic = eventTopic;
            return this;
        }

        /**
         * Refuses to send messages whose bodies have more bytes than this; a mebibyte if it is not set.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxPayload(int maxPayload) {
            if (maxPayload <= 0) {
                throw new IllegalArgumentException("maxPayload must be positive, not " + maxPayload);
            }
            this.maxPayload = maxPayload;
            return this;
        }

        /** Names this program in the messages it sends; {@code pid-} and the process's number if it is not set. */
        public Builder origin(String origin) {
            this.origin = origin;
            return this;
        }

        /**
         * Connects.
         *
         * @return the client
         * @throws jakarta.jms.JMSRuntimeException if the broker cannot be reached
         */
        public JmsTaskClient build() {
            return new JmsTaskClient(this);
        }
    }
}
