package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.engine.message.Taken;

/** What a step takes before its own arguments. */
sealed interface Input {

    /** {@return whether something goes before the step} */
    default boolean follows() {
        return true;
    }

    /**
     * The first step takes nothing.
     *
     * @param follows whether something went before it all the same, whose place it takes
     */
    record None(boolean follows) implements Input {

        static final None FIRST = new None(false);
    }

    /** The value of the step before, or a failure. */
    record Value(JsonNode value) implements Input {}

    /** The values of a group, which do not travel. */
    record Values(Taken taken) implements Input {}
}
