package io.apium.engine;

import io.apium.AsyncResult;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.ResultStore;
import io.apium.spi.StoredResult;
import io.apium.spi.Transactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Apium without a server, to test tasks: the engine that runs in the server, over queues, results and transactions in
 * memory, and a clock that the test sets. Nothing happens by itself; the test says when a message is delivered.
 *
 * <pre>{@code
 * Laptop laptop = new Laptop();
 * Orders orders = laptop.add(new Orders(laptop.tasks()));
 *
 * @Test
 * void chargesAnOrder() {
 *     var receipt = laptop.tasks().signature(Orders::charge, 42L).delay();
 *     laptop.work();
 *     assertThat(receipt.get(Duration.ZERO)).isEqualTo(new Receipt(42));
 * }
 * }</pre>
 *
 * <p><b>Transactions</b> are those of the server as far as Apium's own messages and results go: what a task sends becomes
 * visible with its commit and vanishes with its rollback, and a message whose transaction rolls back is delivered again, ten
 * times at most. The objects that a task changes are the test's; nothing takes their changes back.
 */
public final class Laptop implements AutoCloseable {

    /** What the engine calls the worker that {@link #deliver} plays. */
    public static final String WORKER = "test@laptop/Laptop";

    private final EngineSettings settings = EngineSettings.read(name -> Optional.empty(), "test@laptop");
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LaptopTransactions transactions = new LaptopTransactions();
    private final LaptopBroker broker = new LaptopBroker(transactions, clock);
    private final LaptopResultStore results = new LaptopResultStore(transactions);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(runnable -> {
        var thread = new Thread(runnable, "laptop-results");
        thread.setDaemon(true);
        return thread;
    });
    private final TaskClient tasks = new Client();
    private final List<Object> beans = new ArrayList<>();
    private @Nullable Engine engine;

    /** Makes the tasks of an object known. {@return the object} */
    public synchronized <T> T add(T bean) {
        beans.add(bean);
        engine = null;
        return bean;
    }

    /** {@return the way to call tasks, for the test and for the objects under test} */
    public TaskClient tasks() {
        return tasks;
    }

    /** {@return the context that a server would inject} */
    public TaskContext context() {
        return new CurrentTask();
    }

    /** {@return the time that Apium sees; it stands still} */
    public SettableClock clock() {
        return clock;
    }

    /** {@return the transactions of the thread that asks} */
    public Transactions transactions() {
        return transactions;
    }

    /** Does the work in a transaction, and commits it unless it was marked for rollback or the work throws. */
    public void inTransaction(Runnable work) {
        transactions.inNew(work);
    }

    /** Delivers the next message of a queue to the engine. {@return whether there was one whose time had come} */
    public boolean deliver(String queue) {
        return broker.deliver(queue, message -> engine().execution().execute(message, WORKER));
    }

    /**
     * Delivers the next message of a queue, and pulls the plug when the engine has worked it off, just before the commit.
     * {@return whether there was one whose time had come}
     */
    public boolean crash(String queue) {
        return broker.deliver(queue, message -> {
            engine().execution().execute(message, WORKER);
            transactions.setRollbackOnly();
        });
    }

    /**
     * Delivers messages until none is left whose time has come, also those that tasks send meanwhile. Dead letters stay
     * where they are. {@return how many deliveries that took}
     */
    public int work() {
        var deliveries = 0;
        for (var delivered = true; delivered; ) {
            delivered = false;
            for (var queue : broker.queues()) {
                if (!isForDeadLetters(queue) && deliver(queue)) {
                    delivered = true;
                    deliveries++;
                }
            }
        }
        return deliveries;
    }

    /** {@return the messages of a queue, in the order of their delivery, also those whose time has not come} */
    public List<LaptopMessage> messages(String queue) {
        return broker.messages(queue);
    }

    /** Sends a message that need not be a task's. */
    public void send(String queue, Map<String, Object> properties, @Nullable String body) {
        broker.send(queue, properties, body);
    }

    /** {@return how a task ended, if it did} */
    public Optional<StoredResult> result(String id) {
        return results.find(id);
    }

    /** {@return where results are kept} */
    public ResultStore results() {
        return results;
    }

    /** Ends the thread that waits for results. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private boolean isForDeadLetters(String queue) {
        return queue.equals(LaptopBroker.DEAD_LETTERS)
                || queue.equals(settings.deadLetters().queue());
    }

    private synchronized Engine engine() {
        if (engine == null) {
            var json = new Json();
            var registry = new TaskRegistry.Builder(json);
            beans.forEach(bean -> registry.add(bean.getClass(), (method, args) -> invoke(bean, method, args)));
            engine = new Engine(
                    registry.build(),
                    settings,
                    new Surroundings(broker, results, transactions, scheduler, clock),
                    json);
        }
        return engine;
    }

    private static @Nullable Object invoke(Object bean, Method method, @Nullable Object... args) throws Throwable {
        method.setAccessible(true);
        try {
            return method.invoke(bean, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Exists before the engine, so that the objects that hold it can be added. */
    private final class Client implements TaskClient {

        @Override
        public <R> Signature<R> signatureOf(TaskMethod method, List<@Nullable Object> args) {
            return engine().client().signatureOf(method, args);
        }

        @Override
        public Signature<Object> signature(String task, @Nullable Object... args) {
            return engine().client().signature(task, args);
        }

        @Override
        public <R> AsyncResult<R> result(String taskId, Class<R> type) {
            return engine().client().result(taskId, type);
        }

        @Override
        public <R> AsyncResult<R> result(String taskId, ResultType<R> type) {
            return engine().client().result(taskId, type);
        }
    }
}
