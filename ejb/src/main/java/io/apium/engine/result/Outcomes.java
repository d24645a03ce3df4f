package io.apium.engine.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.spi.StoredResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the members of a tolerant group ended, as JSON: {@link io.apium.canvas.Outcome}. */
public final class Outcomes {

    private Outcomes() {}

    /** {@return the outcome of a member} */
    static ObjectNode of(StoredResult result, JsonNode value) {
        return of(result.id(), result.state(), value, result.failure());
    }

    /** {@return the outcomes of members that have ended before they began} */
    public static ArrayNode of(List<String> ids, ArrayNode values) {
        var outcomes = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < values.size(); i++) {
            outcomes.add(of(ids.get(i), TaskState.SUCCESS, values.get(i), null));
        }
        return outcomes;
    }

    private static ObjectNode of(String id, TaskState state, JsonNode value, @Nullable TaskFailure failure) {
        var outcome = JsonNodeFactory.instance.objectNode();
        outcome.put("id", id);
        outcome.put("state", state.name());
        outcome.set("value", value);
        if (failure != null) {
            outcome.putObject("failure")
                    .put("type", failure.type())
                    .put("message", failure.message())
                    .put("trace", failure.trace());
        }
        return outcome;
    }
}
