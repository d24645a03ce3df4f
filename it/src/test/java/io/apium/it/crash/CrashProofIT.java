package io.apium.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the crash proof. docs/crash-proof.md tells how to run the long one. */
class CrashProofIT {

    private static final List<Point> POINTS =
            List.of(Point.DATABASE_PREPARED, Point.DATABASE_COMMITTED, Point.T2_DECIDED);

    @Test
    void losesNothingAndDoesNothingTwiceWhenTheServerIsKilled() throws Exception {
        var findings = new CrashProof(Settings.read().at(POINTS), System.out).run();

        assertThat(findings.faults()).isEmpty();
        assertThat(findings.tasks()).isNotEmpty();
    }
}
