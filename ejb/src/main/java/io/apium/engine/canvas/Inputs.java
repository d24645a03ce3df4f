package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.GroupValues;
import java.util.ArrayList;

/** Completes the arguments of a task that takes the values of a group. Thread-safe. */
public final class Inputs {

    private final GroupValues values;

    /** Creates the inputs. */
    public Inputs(GroupValues values) {
        this.values = values;
    }

    /**
     * {@return the message with all its arguments}
     *
     * @throws io.apium.ApiumException if not all values can be seen yet
     */
    public TaskMessage complete(TaskMessage message) {
        var taken = message.takes();
        if (taken == null) {
            return message;
        }
        var args = new ArrayList<JsonNode>(message.arguments().positional());
        args.add(0, values.load(taken));
        return message.withoutTaken(new Arguments(args, message.arguments().named()));
    }
}
