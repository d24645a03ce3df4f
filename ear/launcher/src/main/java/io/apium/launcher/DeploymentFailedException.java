package io.apium.launcher;

/** The server refused an archive. Nothing of the archive is left in the server. */
public final class DeploymentFailedException extends LauncherException {

    private final String failure;

    DeploymentFailedException(ServerKind server, String archive, String failure) {
        super("%s did not deploy %s: %s", server.title(), archive, failure);
        this.failure = failure;
    }

    /**
     * Returns the server's own words about the failure.
     *
     * @return what the server answered
     */
    public String failure() {
        return failure;
    }
}
