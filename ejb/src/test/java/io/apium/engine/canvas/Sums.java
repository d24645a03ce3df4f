package io.apium.engine.canvas;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import io.apium.canvas.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tasks to compose. */
class Sums {

    final TaskClient tasks;
    final List<String> called = new ArrayList<>();
    final List<FailedTask> failures = new ArrayList<>();

    /** What {@link #become} becomes. */
    Supplier<Canvas<?>> replacement = () -> {
        throw new IllegalStateException("There is no replacement");
    };

    int timesToFail = Integer.MAX_VALUE;

    Sums(TaskClient tasks) {
        this.tasks = tasks;
    }

    @Task(name = "one")
    public int one() {
        called.add("one");
        return 1;
    }

    @Task(name = "add")
    public int add(int a, int b) {
        called.add("add");
        return a + b;
    }

    @Task(name = "twice")
    public int twice(int number) {
        called.add("twice");
        return 2 * number;
    }

    @Task(name = "sum")
    public int sum(List<Integer> numbers) {
        called.add("sum");
        return numbers.stream().mapToInt(number -> number == null ? 0 : number).sum();
    }

    @Task(name = "same")
    public Object same(Object value) {
        called.add("same");
        return value;
    }

    @Task(name = "fail")
    public int fail(Object ignored) {
        called.add("fail");
        if (timesToFail-- > 0) {
            throw new IllegalArgumentException("No " + ignored);
        }
        return 7;
    }

    @Task(name = "skip")
    public void skip(TaskContext context, Object ignored) {
        called.add("skip");
        throw context.ignore();
    }

    @Task(name = "become")
    public int become(TaskContext context, int number) {
        called.add("become");
        throw context.replace(replacement.get());
    }

    @Task(name = "outcomes")
    public List<String> outcomes(List<Outcome<Integer>> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.state() + " " + outcome.value())
                .toList();
    }

    @Task(name = "failed")
    public void failed(FailedTask failed) {
        called.add("failed");
        failures.add(failed);
    }

    @Task(name = "log")
    public void log(Object value) {
        called.add("log " + value);
    }
}
