package io.apium.ejb.cdi;

import io.apium.spi.DeploymentCheck;
import java.util.ArrayList;
import java.util.List;

/** What checks have found. Belongs to one thread. */
final class DeploymentFindings implements DeploymentCheck.Findings {

    private static final System.Logger LOGGER = System.getLogger("io.apium.deployment");

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Override
    public void error(String sentence) {
        errors.add(sentence);
    }

    @Override
    public void warning(String sentence) {
        warnings.add(sentence);
    }

    /** Lets the check look, whatever comes of it. */
    void addFrom(DeploymentCheck check) {
        try {
            check.check(this);
        } catch (RuntimeException e) {
            warning("A check of the deployment could not be made: " + e);
        }
    }

    List<String> errors() {
        return errors;
    }

    /** Logs all warnings, in one message. */
    void logWarnings() {
        if (!warnings.isEmpty()) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "APIUM0501 What is to be known of this deployment and its server:\n- "
                            + String.join("\n- ", warnings));
        }
    }
}
