package io.apium.engine.result;

import io.apium.ApiumException;

/** Not all values that a task takes can be seen yet: the transaction that stored the last of them is in doubt. */
final class IncompleteValuesException extends ApiumException {

    private static final long serialVersionUID = 1L;

    IncompleteValuesException(String group, int there, int size) {
        super(
                "Of the " + size + " values of group " + group + " only " + there
                        + " can be seen; the task that takes them goes back to its queue",
                null);
    }
}
