package io.apium.engine.beat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.apium.AsyncResult;
import io.apium.TaskClient;
import io.apium.TaskOptions;
import io.apium.canvas.Signature;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.task.TaskRegistry;
import io.apium.schedule.Overlap;
import io.apium.schedule.PeriodicTask;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends what a periodic task is to do, in the current transaction. Thread-safe. */
final class Runs {

    /** A busy worker must not miss a run only because the next is due. */
    private static final Duration LEAST_EXPIRY = Duration.ofMinutes(1);

    private final TaskClient client;
    private final TaskRegistry registry;
    private final Json json;
    private final RandomGenerator random;

    Runs(TaskClient client, TaskRegistry registry, Json json, RandomGenerator random) {
        this.client = client;
        this.registry = registry;
        this.json = json;
        this.random = random;
    }

    /**
     * Runs it for a due time.
     *
     * @param id the id of the result
     * @param now the time
     */
    void send(PeriodicTask task, String id, Instant due, Instant now) {
        var jitter = jitter(task);
        var expiry = expiry(task, due);
        var expiring = expiry == null ? null : new FirstTasks(now.plus(jitter), expiry, this::expiresByItself);
        send(task, id, due, jitter, expiring);
    }

    /** Runs it at once, and whenever a worker comes to it. {@return the result to be} */
    AsyncResult<Object> sendForEver(PeriodicTask task, String id, Instant due) {
        return send(task, id, due, Duration.ZERO, null);
    }

    private AsyncResult<Object> send(
            PeriodicTask task, String id, Instant due, Duration jitter, @Nullable FirstTasks expiring) {
        var canvas = readTree(task.canvas().toJson());
        if (expiring != null) {
            expiring.expire(canvas);
        }
        return client.canvas(canvas.toString())
                .set(options -> {
                    options.taskId(id)
                            .header(PeriodicTask.NAME_HEADER, task.name())
                            .header(PeriodicTask.DUE_HEADER, due.toString());
                    hold(task.canvas().options(), jitter, options);
                    if (task.overlap() != Overlap.ALLOW) {
                        options.header(
                                TaskMessage.OVERLAP_HEADER, task.overlap().name());
                        if (task.canvas() instanceof Signature<?>) {
                            options.ignoreResult(false);
                        }
                    }
                    return options;
                })
                .delay();
    }

    private static void hold(TaskOptions own, Duration jitter, TaskOptions.Builder options) {
        if (!jitter.isZero()) {
            options.countdown(own.countdown().orElse(Duration.ZERO).plus(jitter));
        }
    }

    private Duration jitter(PeriodicTask task) {
        return task.jitter().isZero()
                ? Duration.ZERO
                : Duration.ofMillis(random.nextLong(task.jitter().toMillis() + 1));
    }

    private static @Nullable Duration expiry(PeriodicTask task, Instant due) {
        if (task.expires().isPresent()) {
            var expires = task.expires().get();
            return expires.isZero() ? null : expires;
        }
        return task.next(due)
                .map(next -> Duration.between(due, next))
                .map(period -> period.compareTo(LEAST_EXPIRY) < 0 ? LEAST_EXPIRY : period)
                .orElse(null);
    }

    private boolean expiresByItself(String task) {
        return registry.find(task)
                .filter(known -> known.attributes().expires() != null)
                .isPresent();
    }

    private JsonNode readTree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A canvas that was written can be read", e);
        }
    }
}
