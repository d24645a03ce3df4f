package io.apium;

/** An item of a map, starmap or chunk has failed, and with it the whole. The cause is what the item's task threw. */
public final class ItemFailedException extends ApiumException {

    private static final long serialVersionUID = 1L;

    private final int number;

    /**
     * Creates the exception.
     *
     * @param task the name of the task that is called for each item
     * @param number the item's number, from 1
     * @param size how many items there are
     * @param cause what the task threw
     */
    public ItemFailedException(String task, int number, int size, Throwable cause) {
        super(
                "Item " + number + " of " + size + " has failed, with which task '" + task + "' was called: "
                        + TaskFailure.of(cause),
                cause);
        this.number = number;
    }

    /** {@return the item's number, from 1} */
    public int number() {
        return number;
    }
}
