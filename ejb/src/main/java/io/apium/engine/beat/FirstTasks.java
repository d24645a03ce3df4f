package io.apium.engine.beat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Predicate;

/** Says something to those tasks of a canvas that are sent first: what comes after them has all the time it needs. */
final class FirstTasks {

    private static final String OPTIONS = "options";

    private FirstTasks() {}

    /**
     * Lets them expire, unless they say themselves when they do.
     *
     * @param canvas as JSON
     * @param isSaid whether the task of a name says it
     */
    static void expire(JsonNode canvas, Instant at, Predicate<String> isSaid) {
        if (canvas.has("chain")) {
            if (!canvas.path("chain").isEmpty()) {
                expire(canvas.path("chain").get(0), at, isSaid);
            }
        } else if (canvas.has("group")) {
            canvas.path("group").forEach(member -> expire(member, at, isSaid));
        } else if (canvas.has("header")) {
            expire(canvas.path("header"), at, isSaid);
        } else if (canvas instanceof ObjectNode task
                && !isSaid.test(task.path("task").asText())) {
            var options = task.withObject("/" + OPTIONS);
            if (!options.has("expiresIn") && !options.has("expiresAt")) {
                options.put("expiresAt", at.toString());
            }
        }
    }
}
