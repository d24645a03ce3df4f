package io.apium.launcher;

/** The server refused an archive. Nothing of the archive is left in the server. */
public final class DeploymentFailedException extends LauncherException {

    private final String failure;

    DeploymentFailedException(String archive, String failure) {
        super("WildFly did not deploy %s: %s", archive, failure);
        this.failure = failure;
    }

    /**
     * Returns the server's own words about the failure.
     *
     * @return what the server wrote into the {@code .failed} file
     */
    public String failure() {
        return failure;
    }
}
