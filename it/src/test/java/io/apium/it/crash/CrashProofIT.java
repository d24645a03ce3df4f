package io.apium.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of the crash proof. docs/crash-proof.md tells how to run the long one. */
class CrashProofIT {

    private static final int KILLS = 3;

    @Test
    void losesNothingAndDoesNothingTwiceWhenTheServerIsKilled() throws Exception {
        var findings = new CrashProof(Settings.read().withKills(KILLS), System.out).run();

        assertThat(findings.faults()).isEmpty();
        assertThat(findings.tasks()).isNotEmpty();
    }
}
