package io.apium.engine.canvas;

import io.apium.Execution;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import io.apium.canvas.Outcome;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks to compose. */
class Works {

    private final Laptop laptop;

    /** What was called, with its arguments, also if that was rolled back. */
    final List<String> called = new ArrayList<>();

    /** What was called and committed. */
    final List<String> done = new ArrayList<>();

    /** What error callbacks were told. */
    final List<FailedTask> failures = new ArrayList<>();

    /** Whom {@link #see} has seen. */
    final List<Seen> seen = new ArrayList<>();

    /** What {@link #become} becomes. */
    Supplier<Canvas<?>> replacement = () -> {
        throw new IllegalStateException("There is no replacement");
    };

    /** What {@link #act} does. */
    Act act = context -> null;

    /** How often {@link #fail} fails. */
    int timesToFail = Integer.MAX_VALUE;

    Works(Laptop laptop) {
        this.laptop = laptop;
    }

    interface Act {
        @Nullable
        Object in(TaskContext context) throws Exception;
    }

    /** What a task can tell of itself. */
    record Seen(
            String id,
            Optional<String> parentId,
            String rootId,
            Optional<String> groupId,
            int attempt,
            Optional<String> queue,
            Map<String, String> headers,
            Map<String, Object> stamps) {}

    private void did(String what, @Nullable Object... args) {
        var call = args.length == 0 ? what : what + Arrays.toString(args);
        called.add(call);
        laptop.transactions().whenEnded(committed -> {
            if (committed) {
                done.add(call);
            }
        });
    }

    @Task(name = "one")
    public int one() {
        did("one");
        return 1;
    }

    @Task(name = "add")
    public int add(int a, int b) {
        did("add", a, b);
        return a + b;
    }

    @Task(name = "twice")
    public int twice(int number) {
        did("twice", number);
        return 2 * number;
    }

    /** Not batchable, as all of these, but {@link #quick}. */
    @Task(name = "text")
    public String text(String value, String more) {
        did("text", value, more);
        return value + more;
    }

    @Task(name = "quick", batchable = true)
    public int quick(int number) {
        did("quick", number);
        return number;
    }

    @Task(name = "slow", execution = Execution.AT_LEAST_ONCE)
    public int slow(int number) {
        called.add("slow");
        return number;
    }

    @Task(name = "frail", execution = Execution.AT_MOST_ONCE)
    public int frail(int number) {
        called.add("frail");
        return number;
    }

    @Task(name = "sum")
    public int sum(List<@Nullable Integer> numbers) {
        did("sum", numbers);
        return numbers.stream().mapToInt(number -> number == null ? 0 : number).sum();
    }

    @Task(name = "same")
    public @Nullable Object same(@Nullable Object value) {
        did("same", value);
        return value;
    }

    @Task(name = "nothing")
    public void nothing() {
        did("nothing");
    }

    @Task(name = "fail")
    public int fail(@Nullable Object value) {
        did("fail", value);
        if (timesToFail-- > 0) {
            throw new IllegalArgumentException("No " + value);
        }
        return 7;
    }

    @Task(name = "failKeeping", dontRollbackOn = IllegalArgumentException.class)
    public int failKeeping(@Nullable Object value) {
        did("failKeeping", value);
        throw new IllegalArgumentException("No " + value);
    }

    @Task(name = "retry")
    public @Nullable Object retry(TaskContext context, @Nullable Object value) {
        did("retry", value);
        if (context.attempt() == 0) {
            throw context.retry().countdown(Duration.ofMinutes(1));
        }
        return value;
    }

    @Task(name = "skip")
    public void skip(TaskContext context, @Nullable Object value) {
        did("skip", value);
        throw context.ignore();
    }

    @Task(name = "refuse")
    public void refuse(TaskContext context, @Nullable Object value) {
        did("refuse", value);
        throw context.reject("No " + value);
    }

    @Task(name = "become")
    public @Nullable Object become(TaskContext context, @Nullable Object value) {
        did("become", value);
        throw context.replace(replacement.get());
    }

    @Task(name = "act")
    public @Nullable Object act(TaskContext context) throws Exception {
        did("act");
        return act.in(context);
    }

    @Task(name = "see")
    public @Nullable Object see(TaskContext context, @Nullable Object value) {
        did("see", value);
        seen.add(new Seen(
                context.id(),
                context.parentId(),
                context.rootId(),
                context.groupId(),
                context.attempt(),
                context.queue(),
                context.headers(),
                context.stamps()));
        return value;
    }

    @Task(name = "outcomes")
    public List<String> outcomes(List<Outcome<Object>> outcomes) {
        did("outcomes");
        return outcomes.stream()
                .map(outcome -> outcome.state() + " " + outcome.value() + " "
                        + Optional.ofNullable(outcome.failure()).map(failure -> failure.message()))
                .toList();
    }

    @Task(name = "failed")
    public String failed(FailedTask failed) {
        did("failed", failed.failure().message());
        failures.add(failed);
        return failed.id();
    }

    @Task(name = "log")
    public void log(@Nullable Object value) {
        did("log", value);
    }

    @Task(name = "alarm")
    public void alarm() {
        did("alarm");
    }
}
