package io.apium.engine.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.canvas.Canvas;

/** Writes a canvas as JSON, and reads it, so that one can be an argument of a task. Thread-safe. */
public interface CanvasCodec {

    /** {@return the canvas as JSON} */
    JsonNode write(Canvas<?> canvas);

    /**
     * {@return the canvas}
     *
     * @throws IllegalArgumentException if it is none
     */
    Canvas<Object> read(JsonNode tree);
}
