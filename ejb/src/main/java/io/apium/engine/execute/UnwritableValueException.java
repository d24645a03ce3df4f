package io.apium.engine.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.ApiumException;
import io.apium.engine.message.JsonFault;

/** A task returned something that cannot be stored. */
final class UnwritableValueException extends ApiumException {

    private static final long serialVersionUID = 1L;

    UnwritableValueException(String task, JsonProcessingException cause) {
        super(
                "Task '" + task + "' returned, but its value cannot be written as JSON: " + JsonFault.describe(cause),
                cause);
    }
}
