package io.apium.engine.beat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Lets those tasks of a canvas expire that are sent first, unless something says by itself when they do: what comes after them
 * has all the time it needs.
 *
 * @param start when what is not held back can start
 * @param expiry how long after it could have started a task may still start
 * @param isSaid whether the task of a name says it
 */
record FirstTasks(Instant start, Duration expiry, Predicate<String> isSaid) {

    private static final String OPTIONS = "options";

    /**
     * Lets them expire.
     *
     * @param canvas as JSON
     */
    void expire(JsonNode canvas) {
        expire(canvas, start);
    }

    private void expire(JsonNode canvas, Instant start) {
        var options = canvas.path(OPTIONS);
        if (options.has("expiresIn") || options.has("expiresAt")) {
            return;
        }
        var held = held(options, start);
        if (canvas.has("chain")) {
            if (!canvas.path("chain").isEmpty()) {
                expire(canvas.path("chain").get(0), held);
            }
        } else if (canvas.has("group")) {
            canvas.path("group").forEach(member -> expire(member, held));
        } else if (canvas.has("header")) {
            expire(canvas.path("header"), held);
        } else if (canvas instanceof ObjectNode task
                && !isSaid.test(task.path("task").asText())) {
            task.withObject("/" + OPTIONS).put("expiresAt", held.plus(expiry).toString());
        }
    }

    private static Instant held(JsonNode options, Instant start) {
        if (options.has("countdown")) {
            return start.plus(Duration.parse(options.path("countdown").asText()));
        }
        var eta = options.has("eta") ? Instant.parse(options.path("eta").asText()) : start;
        return eta.isAfter(start) ? eta : start;
    }
}
