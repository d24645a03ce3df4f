package io.apium.engine;

import static java.util.stream.Collectors.toMap;

import io.apium.AsyncResult;
import io.apium.Delivery;
import io.apium.GroupResult;
import io.apium.InvalidTasksException;
import io.apium.NodeHealth;
import io.apium.ResultExpiry;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.Workflow;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Group;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import io.apium.engine.execute.CurrentTask;
import io.apium.engine.execute.Threads;
import io.apium.engine.message.Json;
import io.apium.engine.task.TaskRegistry;
import io.apium.schedule.ParkedTasks;
import io.apium.schedule.PeriodicTaskSource;
import io.apium.schedule.Schedule;
import io.apium.schedule.Schedules;
import io.apium.spi.Broker;
import io.apium.spi.EventTopic;
import io.apium.spi.ResultStore;
import io.apium.spi.Settings;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import io.apium.spi.WorkflowStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
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

    private final Settings configuration;
    private final EngineSettings settings;
    private final SettableClock clock;
    private final LaptopTransactions transactions;
    private final LaptopBroker broker;
    private final LaptopStatements statements = new LaptopStatements();
    private final Stores stores;
    private final Queue<Runnable> leased = new ConcurrentLinkedQueue<>();
    private final TaskClient tasks = new Client();
    private final List<Object> beans = new ArrayList<>();
    private final Set<String> queues = new TreeSet<>();
    private final List<Delivery> requeued = new ArrayList<>();
    private int threadsToRefuse;
    private LaptopScheduler scheduler = new LaptopScheduler(1);
    private ResultExpiry resultExpiry = (context, state) -> Optional.empty();
    private Clock nodeClock;
    private @Nullable Engine engine;

    /** Opens a laptop on which nothing is configured. */
    public Laptop() {
        this(Map.of());
    }

    /** Opens a laptop with these settings, by their names. */
    public Laptop(Map<String, String> configuration) {
        this.configuration = settings(configuration);
        this.settings = read(this.configuration);
        this.clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        this.nodeClock = clock;
        this.transactions = new LaptopTransactions();
        this.broker = new LaptopBroker(transactions, clock);
        this.stores = new Stores(
                statements.of(ResultStore.class, new LaptopResultStore(transactions, clock)),
                new LaptopLeaseStore(transactions, clock),
                new LaptopNodeStore(transactions, clock),
                new LaptopOnceStore(transactions),
                new LaptopJoinStore(transactions),
                statements.of(WorkflowStore.class, new LaptopWorkflowStore(transactions)),
                new LaptopScheduleStore(transactions, clock),
                new LaptopParkedStore(transactions));
    }

    private Laptop(Laptop other, Settings configuration) {
        this.configuration = configuration;
        this.settings = read(configuration);
        this.clock = other.clock;
        this.nodeClock = other.clock;
        this.transactions = other.transactions;
        this.broker = other.broker;
        this.stores = other.stores;
        this.beans.addAll(other.beans);
    }

    private static Settings settings(Map<String, String> configuration) {
        return new Settings() {
            @Override
            public Optional<String> find(String name) {
                return Optional.ofNullable(configuration.get(name));
            }

            @Override
            public Set<String> names() {
                return configuration.keySet();
            }
        };
    }

    private static EngineSettings read(Settings configuration) {
        var faults = new ArrayList<String>();
        var settings = EngineSettings.read(configuration, "test@laptop", faults);
        if (!faults.isEmpty()) {
            throw new InvalidTasksException(faults);
        }
        return settings;
    }

    /** {@return another node beside this one: it has the same tasks, queues, results, leases, and the same clock} */
    public synchronized Laptop anotherNode() {
        return new Laptop(this, configuration);
    }

    /** {@return another node beside this one, with the same tasks, on which other things are configured} */
    public synchronized Laptop anotherNode(Map<String, String> otherConfiguration) {
        return new Laptop(this, settings(otherConfiguration));
    }

    /** Spoils a message: from now on it has another text. */
    public void replaceMessage(LaptopMessage message, String body) {
        broker.replace(message, body);
    }

    /** {@return how many pages of sequences are stored that nothing will ever delete} */
    public long pagesKeptForEver() {
        return transactions.database().memory().pages().values().stream()
                .filter(page -> page.expiresAt() == null)
                .count();
    }

    /** {@return how many rows there are of ends of tasks and groups, of joins, and of pages of sequences and plans} */
    public Map<String, Integer> rows() {
        var memory = transactions.database().memory();
        return Map.of(
                "results", memory.results().size(),
                "joins", memory.joins().size(),
                "pages", memory.pages().size());
    }

    /** Makes no task known any more. */
    public synchronized void removeBeans() {
        beans.clear();
        engine = null;
    }

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

    /** {@return what the work asks of the stores of results and workflows in this thread: the names of their methods} */
    public List<String> statements(Runnable work) {
        return statements.during(work);
    }

    /** Delivers the next message of a queue to the engine. {@return whether there was one whose time had come} */
    public boolean deliver(String queue) {
        serve(queue);
        return broker.deliver(
                queue,
                (message, more) ->
                        engine().execution().execute(message, more, WORKER).ifPresent(requeued::add));
    }

    /** {@return those deliveries after which the task asked for another one, in their order; unmodifiable} */
    public List<Delivery> requeued() {
        return Collections.unmodifiableList(requeued);
    }

    /**
     * Delivers the next message of a queue, and pulls the plug when the engine has worked it off, just before the commit.
     * {@return whether there was one whose time had come}
     */
    public boolean crash(String queue) {
        return broker.deliver(queue, (message, more) -> {
            engine().execution().execute(message, more, WORKER);
            transactions.setRollbackOnly();
        });
    }

    /**
     * Pulls the plug of this node after so many more commits, those of transactions that the engine opens by itself
     * included: no transaction commits any more until {@link #restart}. Zero is at once.
     */
    public void cutPowerAfter(int commits) {
        transactions.cutPowerAfter(commits);
    }

    /**
     * Lets no transaction see who waits for a group, as it is while the transaction that sent the group is in doubt in the
     * database, and its messages are on their way already.
     */
    public void hideJoins(boolean areHidden) {
        ((LaptopJoinStore) stores.joins()).hide(areHidden);
    }

    /** {@return who waits for a group} */
    public Optional<StoredJoin> join(String id) {
        return stores.joins().find(id);
    }

    /** Lets the next commits fail, as many as that, as they do while the database is away. */
    public void failCommits(int number) {
        failCommitsAfter(0, number);
    }

    /** Lets so many commits succeed, and then so many fail. */
    public void failCommitsAfter(int succeeding, int failing) {
        transactions.failCommitsAfter(succeeding, failing);
    }

    /** Takes the database away, or brings it back: nothing of results can be read or written meanwhile. */
    public void databaseIsAway(boolean isAway) {
        transactions.databaseIsAway(isAway);
    }

    /** {@return how often the engine has asked the server to end what is in doubt} */
    public int recoveries() {
        return transactions.recoveries();
    }

    /** Lets no thread be had for the next leased tasks, as many as that. */
    public synchronized void refuseThreads(int number) {
        threadsToRefuse = number;
    }

    /** Lets the broker forget how often it has delivered what it holds, as one may that was killed. */
    public void forgetDeliveries() {
        broker.forgetDeliveries();
    }

    /** From now on the broker is one that lives in the process of its nodes, or again one that can end without them. */
    public void brokerEndsWithNode(boolean ends) {
        broker.endsWithThisProcess(ends);
    }

    /** Takes a queue away from the broker: nothing can be sent to it any more. */
    public void removeQueue(String queue) {
        broker.remove(queue);
    }

    /** Gives the broker a queue back. */
    public void addQueue(String queue) {
        broker.add(queue);
    }

    /** Rolls the current transaction back, as a server does when it has lasted too long; its thread goes on. */
    public void timeOut() {
        timeOut(transactions.current().orElseThrow());
    }

    /** Rolls a transaction back that was the current one before, and may be suspended by now. */
    public void timeOut(Object transaction) {
        transactions.timeOut(transaction);
    }

    /** Runs the next task that is leased, and whose turn has not come, on this thread. {@return whether there was one} */
    public boolean runLeased() {
        var next = leased.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    /** Does what a node does every few seconds. */
    public void tick() {
        engine().housekeeping().tick();
    }

    /** Wakes beat, as a node's timer does every second. */
    public void beat() {
        engine().beat().tick();
    }

    /** {@return the periodic tasks} */
    public Schedules schedules() {
        return engine().beat().schedules();
    }

    /** {@return the parked tasks} */
    public ParkedTasks parkedTasks() {
        return engine().beat().parkedTasks();
    }

    /** Lets this node's own clock be wrong by so much from now on; the clock of the stores stays right. */
    public synchronized void clockIsWrongBy(Duration error) {
        nodeClock = Clock.offset(clock, error);
        engine = null;
    }

    /** Kills the node, with all that it has leased or meant to do later, and starts another. */
    public synchronized void restart() {
        leased.clear();
        scheduler.shutdownNow();
        scheduler = new LaptopScheduler(scheduler.speed());
        transactions.restorePower();
        engine = null;
    }

    /** Lets time limits, and all else that waits for its time, come so many times sooner than in real time from now on. */
    public synchronized void hurry(int times) {
        scheduler.speed(times);
    }

    /** {@return whether nothing waits for its time} */
    public synchronized boolean idle() {
        return scheduler.getQueue().isEmpty() && scheduler.getActiveCount() == 0;
    }

    /** Does what one node does for the cluster, as a timer wakes it for every second. */
    public void clean() {
        engine().housekeeping().clean();
    }

    /** Begins to do by itself what a node does every few seconds. */
    public void start() {
        engine().housekeeping().start();
    }

    /** Lets the application say how long results are kept. */
    public synchronized void resultExpiry(ResultExpiry expiry) {
        resultExpiry = expiry;
        engine = null;
    }

    /**
     * Delivers messages, and runs leased tasks, until none is left whose time has come, also those that tasks send meanwhile.
     * Dead letters stay where they are. {@return how many deliveries that took}
     */
    public int work() {
        var deliveries = 0;
        for (var delivered = true; delivered; ) {
            delivered = false;
            for (var queue : broker.queues()) {
                if (!isSetAside(queue) && deliver(queue)) {
                    delivered = true;
                    deliveries++;
                }
            }
            delivered |= runLeased();
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
        return stores.results().find(id);
    }

    /** {@return where messages are} */
    public Broker broker() {
        return broker;
    }

    /** {@return where results and all else are kept} */
    public Stores stores() {
        return stores;
    }

    /** {@return whether this node can be trusted with work} */
    public NodeHealth health() {
        return engine().health();
    }

    /** Shuts the node down. */
    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
        }
        scheduler.shutdownNow();
    }

    /** What is prepared, a leased task, is run when the test says so; all else has a thread of its own. */
    private final class LaptopThreads implements Threads {

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // It goes on until the node is closed.
        public void start(Runnable work) {
            Background.run(work);
        }

        @Override
        public Prepared prepare(Runnable work) {
            return new Prepared() {
                @Override
                public void start() {
                    startLeased(work);
                }

                @Override
                public void discard() {
                    // There is no thread yet.
                }
            };
        }
    }

    private synchronized void startLeased(Runnable task) {
        if (threadsToRefuse > 0) {
            threadsToRefuse--;
            throw new RejectedExecutionException("There are no more threads");
        }
        leased.add(task);
    }

    private synchronized void serve(String queue) {
        if (queues.add(queue)) {
            engine().housekeeping().serve(queue);
        }
    }

    private boolean isSetAside(String queue) {
        return queue.equals(LaptopBroker.DEAD_LETTERS)
                || queue.equals(settings.deadLetters().queue())
                || queue.equals(settings.leases().queue());
    }

    private synchronized Engine engine() {
        if (engine == null) {
            var json = new Json();
            var registry = new TaskRegistry.Builder(json, configuration);
            beans.forEach(bean -> registry.add(bean.getClass(), (method, args) -> invoke(bean, method, args)));
            var tasks = registry.build();
            var faults = new ArrayList<String>();
            var timetable = Timetables.read(tasks, sources(), schedules(beans), configuration, faults);
            if (!faults.isEmpty()) {
                throw new InvalidTasksException(faults);
            }
            engine = new Engine(
                    tasks,
                    timetable,
                    settings,
                    new Surroundings(
                            broker,
                            EventTopic.silent(),
                            stores,
                            transactions,
                            scheduler,
                            new LaptopThreads(),
                            nodeClock,
                            resultExpiry),
                    json);
            queues.forEach(engine.housekeeping()::serve);
        }
        return engine;
    }

    private static Map<String, Schedule> schedules(List<Object> beans) {
        return beans.stream()
                .filter(Schedule.class::isInstance)
                .map(Schedule.class::cast)
                .collect(toMap(schedule -> schedule.getClass().getName(), Function.identity()));
    }

    private List<PeriodicTaskSource> sources() {
        return beans.stream()
                .filter(PeriodicTaskSource.class::isInstance)
                .map(PeriodicTaskSource.class::cast)
                .toList();
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
        public Chain<Object> chain(Iterable<? extends Canvas<?>> steps) {
            return engine().client().chain(steps);
        }

        @Override
        public <E> Group<E> group(Iterable<? extends Canvas<? extends E>> members) {
            return engine().client().group(members);
        }

        @Override
        public <E> Group<E> group(Stream<? extends Canvas<? extends E>> members) {
            return engine().client().group(members);
        }

        @Override
        public <S> Group<S> groupOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args) {
            return engine().client().groupOf(items, method, args);
        }

        @Override
        public <S> Group<S> groupOf(Stream<?> items, TaskMethod method, List<@Nullable Object> args) {
            return engine().client().groupOf(items, method, args);
        }

        @Override
        public <S> Signature<List<S>> mapOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args) {
            return engine().client().mapOf(items, method, args);
        }

        @Override
        public <S> Group<List<S>> chunksOf(Stream<?> items, int size, TaskMethod method, List<@Nullable Object> args) {
            return engine().client().chunksOf(items, size, method, args);
        }

        @Override
        public <S> Group<List<S>> chunksOf(
                Iterable<?> items, int size, TaskMethod method, List<@Nullable Object> args) {
            return engine().client().chunksOf(items, size, method, args);
        }

        @Override
        public Canvas<Object> canvas(String json) {
            return engine().client().canvas(json);
        }

        @Override
        public <E> GroupResult<E> groupResult(String groupId, Class<E> type) {
            return engine().client().groupResult(groupId, type);
        }

        @Override
        public Workflow workflow(String rootId) {
            return engine().client().workflow(rootId);
        }

        @Override
        public <R> AsyncResult<R> result(String taskId, ResultType<R> type) {
            return engine().client().result(taskId, type);
        }
    }
}
