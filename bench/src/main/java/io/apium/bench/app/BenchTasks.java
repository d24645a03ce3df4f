package io.apium.bench.app;

import io.apium.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The tasks that are measured, batchable and not. */
@ApplicationScoped
@Task(queue = "apium.bench")
public class BenchTasks {

    /** The name of {@link #increment}. */
    static final String INCREMENT = "io.apium.bench.app.BenchTasks.increment";

    @Inject
    Ledger ledger;

    @Task(batchable = true, ignoreResult = true)
    public void nothing(int number) {
        Done.one();
    }

    @Task(ignoreResult = true)
    public void nothingAlone(int number) {
        Done.one();
    }

    @Task(batchable = true)
    public int echo(int number) {
        Done.one();
        return number;
    }

    @Task
    public int echoAlone(int number) {
        Done.one();
        return number;
    }

    @Task(batchable = true)
    public int insert(int number) {
        ledger.insert(number);
        Done.one();
        return number;
    }

    @Task
    public int insertAlone(int number) {
        ledger.insert(number);
        Done.one();
        return number;
    }

    @Task(batchable = true)
    public long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(number -> number).sum();
    }

    @Task(batchable = true)
    public int increment(int number) {
        return number + 1;
    }

    @Task(batchable = true, ignoreResult = true)
    public void arrive(long due) {
        Lateness.arrive(due);
        Done.one();
    }
}
