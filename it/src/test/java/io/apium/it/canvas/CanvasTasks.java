package io.apium.it.canvas;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import io.apium.canvas.FailedTask;
import io.apium.canvas.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Tasks to compose. */
@ApplicationScoped
@Task(queue = CanvasWorker.QUEUE)
public class CanvasTasks {

    @Inject
    TaskClient tasks;

    private final Queue<FailedTask> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean isHealed;

    @Task(batchable = true)
    public int twice(int number) {
        return 2 * number;
    }

    @Task(batchable = true)
    public long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(number -> number).sum();
    }

    @Task(batchable = true)
    public int increment(int number) {
        return number + 1;
    }

    /** One that does not share its transaction. */
    @Task
    public int alone(int number) {
        return number;
    }

    @Task
    public int fail(int number) {
        throw new IllegalStateException("No " + number);
    }

    @Task
    public long become(TaskContext context, List<Integer> numbers) {
        throw context.replace(tasks.group(numbers, CanvasTasks::twice).join(CanvasTasks::sum));
    }

    /** One that fails until it is {@linkplain #heal healed}. */
    @Task
    public int ail(int number) {
        if (isHealed) {
            return number;
        }
        return fail(number);
    }

    /** One that adds its double to its group. */
    @Task
    public int addDouble(TaskContext context, int number) {
        context.addToChord(tasks.signature(CanvasTasks::twice, number));
        return number;
    }

    /** A body that is told how the members ended. */
    @Task
    public List<String> outcomes(List<Outcome<Integer>> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.successful()
                        ? String.valueOf(outcome.value())
                        : Objects.requireNonNull(outcome.failure()).message())
                .toList();
    }

    /** One that tells that it is called. */
    @Task
    public String call(String name) {
        calls.add(name);
        return name;
    }

    /** A body that tells that it is called. */
    @Task
    public long total(List<Integer> numbers) {
        calls.add("total");
        return sum(numbers);
    }

    @Task
    public void failed(FailedTask failed) {
        failures.add(failed);
    }

    /** From now on, or not, tasks that ail succeed. */
    public void heal(boolean isHealed) {
        this.isHealed = isHealed;
    }

    /** {@return what error callbacks were told} */
    public Queue<FailedTask> failures() {
        return failures;
    }

    /** {@return what was called} */
    public Queue<String> calls() {
        return calls;
    }

    /** {@return what the action returns, after the commit} */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T inTransaction(Callable<T> action) throws Exception {
        return action.call();
    }
}
