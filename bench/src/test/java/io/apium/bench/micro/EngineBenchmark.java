package io.apium.bench.micro;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskClient;
import io.apium.engine.Engine;
import io.apium.engine.EngineSettings;
import io.apium.engine.Surroundings;
import io.apium.engine.beat.Timetable;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.EventTopic;
import io.apium.spi.IncomingMessage;
import io.apium.spi.Settings;
import io.apium.spi.StoredResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What each step of a task costs: time, and with {@code -prof gc} memory. All that the server does is left out. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {

    private static final String TASK = "charge";

    private static final Settings UNSET = new Settings() {
        @Override
        public Optional<String> find(String name) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    };

    /** An argument that is an object. */
    public record Payment(String card, long cents, List<String> items) {}

    /** A bean of the user's. */
    public static final class Shop {

        @Task(name = TASK, batchable = true)
        long charge(long order, Payment payment) {
            return order + payment.cents();
        }
    }

    private final Json json = new Json();
    private final MessageCodec codec = new MessageCodec(json);
    private final ArgumentBinder binder = new ArgumentBinder(json);
    private final Vacuum vacuum = new Vacuum();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Shop shop = new Shop();
    private final Payment payment = new Payment("4711", 995, List.of("celery", "parsley"));
    private Engine engine;
    private TaskClient tasks;
    private TaskDefinition task;
    private IncomingMessage incoming;
    private TaskMessage message;

    @Setup
    public void open() {
        var registry = new TaskRegistry.Builder(json, UNSET)
                .add(Shop.class, (method, args) -> shop.charge((Long) args[0], (Payment) args[1]))
                .build();
        engine = new Engine(
                registry,
                Timetable.EMPTY,
                EngineSettings.read(UNSET, "micro", new ArrayList<>()),
                new Surroundings(
                        vacuum,
                        EventTopic.silent(),
                        vacuum.stores(),
                        vacuum,
                        scheduler,
                        Runnable::run,
                        Clock.systemUTC(),
                        (context, state) -> Optional.empty()),
                json);
        tasks = engine.client();
        task = registry.get(TASK);
        publish();
        incoming = vacuum.sent();
        message = codec.decode(incoming);
    }

    @TearDown
    public void close() {
        engine.close();
        scheduler.shutdownNow();
    }

    /** From the call to the broker. */
    @Benchmark
    public AsyncResult<?> publish() {
        var result = tasks.signature(TASK, 42L, payment).delay();
        vacuum.commit();
        return result;
    }

    /** A message is written. */
    @Benchmark
    public Map<String, Object> encode() {
        var properties = codec.properties(message, "micro");
        properties.put("body", codec.body(message));
        return properties;
    }

    /** A message is read. */
    @Benchmark
    public TaskMessage decode() {
        return codec.decode(incoming);
    }

    /** The arguments of a message become those of the method. */
    @Benchmark
    public List<Object> bind() {
        return binder.bind(task, message.arguments());
    }

    /** From the message to the stored outcome: all that a worker does for a task. */
    @Benchmark
    public StoredResult execute() {
        engine.execution().execute(incoming, Optional::empty, "micro/worker");
        vacuum.commit();
        return vacuum.stored();
    }
}
