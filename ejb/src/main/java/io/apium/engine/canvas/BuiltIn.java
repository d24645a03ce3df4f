package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.TaskOptions;
import io.apium.engine.message.Step;
import io.apium.engine.message.StepOptions;
import io.apium.engine.message.TaskStep;
import java.util.List;
import java.util.Map;

/** The names of the tasks that the engine brings. */
public final class BuiltIn {

    /** Returns its argument: the values of a group that is a step with an id of its own. */
    public static final String COLLECT = "apium.collect";

    /** Calls a task for each item. */
    public static final String MAP = "apium.map";

    /** Calls a task for each list of arguments. */
    public static final String STARMAP = "apium.starmap";

    private BuiltIn() {}

    /** {@return the step that collects} Somebody works off the queue, which cannot be said of the default queue. */
    static Step collect(String id, int attempt, String queue) {
        return new TaskStep(
                id,
                COLLECT,
                attempt,
                List.<JsonNode>of(),
                Map.of(),
                false,
                StepOptions.of(TaskOptions.builder().queue(queue).build()),
                Map.of(),
                List.of(),
                List.of());
    }
}
