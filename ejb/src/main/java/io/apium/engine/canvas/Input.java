package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.engine.message.Taken;

/** What a step takes before its own arguments. */
sealed interface Input {

    /** The first step takes nothing. */
    record None() implements Input {}

    /** The value of the step before, or a failure. */
    record Value(JsonNode value) implements Input {}

    /** The values of a group, which do not travel. */
    record Values(Taken taken) implements Input {}
}
