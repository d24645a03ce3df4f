package io.apium.it.parked;

import io.apium.Task;
import io.apium.TaskClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Tasks that tell when they start. */
@ApplicationScoped
@Task(queue = ParkWorker.QUEUE)
public class ParkTasks {

    @Inject
    TaskClient tasks;

    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    /**
     * A task has started.
     *
     * @param number which
     * @param lateMillis how long after its due time
     */
    public record Arrival(int number, long lateMillis) {}

    /** {@return what has started} */
    public Queue<Arrival> arrivals() {
        return arrivals;
    }

    /** Starts. */
    @Task(batchable = true)
    public void arrive(int number, long dueMillis) {
        var late = Duration.between(
                Instant.ofEpochMilli(dueMillis), Clock.systemUTC().instant());
        arrivals.add(new Arrival(number, late.toMillis()));
    }

    /**
     * Sends those of a range, in one transaction.
     *
     * @param dueAt when each is due
     */
    @Transactional(TxType.REQUIRES_NEW)
    public void send(int from, int to, IntFunction<Instant> dueAt) {
        IntStream.range(from, to).forEach(number -> {
            var due = dueAt.apply(number);
            tasks.signature(ParkTasks::arrive, number, due.toEpochMilli()).applyAsync(options -> options.eta(due));
        });
    }
}
