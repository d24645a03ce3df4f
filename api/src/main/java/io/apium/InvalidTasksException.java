package io.apium;

import java.util.List;

/** A deployment declares tasks that cannot work, or cannot work where it is deployed. The message lists every fault. */
public final class InvalidTasksException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param faults all that is wrong, a sentence each
     */
    public InvalidTasksException(List<String> faults) {
        super(
                "The deployment has " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + ":\n - "
                        + String.join("\n - ", faults),
                null);
    }
}
