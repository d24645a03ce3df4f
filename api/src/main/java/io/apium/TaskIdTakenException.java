package io.apium;

/**
 * A canvas was to be sent with an id that is taken already. Nothing was sent or written, and the caller's transaction goes on
 * as if nothing had been asked for.
 */
public final class TaskIdTakenException extends ApiumException {

    private static final long serialVersionUID = 1L;

    private final String id;

    /**
     * Creates the exception.
     *
     * @param id the id that is taken
     */
    public TaskIdTakenException(String id) {
        super(
                "Nothing was sent: the id '" + id + "' belongs to a task or canvas that was sent before. What became of"
                        + " that one says result(\"" + id + "\") of the task client; to send this one too, give it"
                        + " another id",
                null);
        this.id = id;
    }

    /** {@return the id that is taken} */
    public String id() {
        return id;
    }
}
