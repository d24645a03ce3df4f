package io.apium.ejb.cdi;

import io.apium.spi.DeploymentCheck;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What checks have found, each sentence once. Belongs to one thread. */
final class DeploymentFindings implements DeploymentCheck.Findings {

    private static final System.Logger LOGGER = System.getLogger("io.apium.deployment");

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> known;
    private final List<DeploymentCheck> postponed = new ArrayList<>();
    private boolean isTooEarly;

    /**
     * Nothing has been found yet.
     *
     * @param known what was said before, and is not said again; what is found is added
     */
    DeploymentFindings(Set<String> known) {
        this.known = known;
    }

    @Override
    public void error(String sentence) {
        if (known.add(sentence)) {
            errors.add(sentence);
        }
    }

    @Override
    public void warning(String sentence) {
        if (known.add(sentence)) {
            warnings.add(sentence);
        }
    }

    @Override
    public void notYet() {
        isTooEarly = true;
    }

    /** Lets the check look, whatever comes of it. */
    void addFrom(DeploymentCheck check) {
        isTooEarly = false;
        try {
            check.check(this);
        } catch (RuntimeException e) {
            warning("A check of the deployment could not be made: " + e);
        }
        if (isTooEarly) {
            postponed.add(check);
        }
    }

    List<String> errors() {
        return errors;
    }

    /** {@return the checks that could not tell yet} */
    List<DeploymentCheck> postponed() {
        return postponed;
    }

    /** Logs all warnings, in one message. The errors refuse the deployment. */
    void logWarnings() {
        if (!warnings.isEmpty()) {
            LOGGER.log(
                    Level.WARNING, "APIUM0501 What is to be known of this deployment and its server:" + list(warnings));
        }
    }

    /** Logs all that was found when it is too late to refuse the deployment, in one message. */
    void log() {
        if (errors.isEmpty()) {
            logWarnings();
            return;
        }
        LOGGER.log(
                Level.ERROR,
                "APIUM0502 The server has started with this application, and lacks what would have refused its"
                        + " deployment:" + list(errors)
                        + (warnings.isEmpty() ? "" : "\nWhat else is to be known of it:" + list(warnings)));
    }

    private static String list(List<String> sentences) {
        return "\n- " + String.join("\n- ", sentences);
    }
}
