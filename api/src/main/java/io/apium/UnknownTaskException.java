package io.apium;

/** No task of the name is known here. */
public final class UnknownTaskException extends ApiumException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param task the name that is not known
     */
    public UnknownTaskException(String task) {
        super(
                "No task named '" + task
                        + "' is known in this deployment. A task is a method annotated with @Task on a CDI"
                        + " bean or session bean; its class needs a scope annotation or an archive with a beans.xml. If another application declares it,"
                        + " the two must not work off the same queue",
                null);
    }
}
