package io.apium.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.it.crash.app.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The audit sees what must not be. */
class EvidenceTest {

    @Test
    void acceptsWhatATaskShouldLeaveBehind() {
        assertThat(evidence(Kind.BOOKED, "SUCCESS", 0, 1, 1, 0).faults()).isEmpty();
        assertThat(evidence(Kind.DECLINED, "FAILURE", 0, 0, 0, 0).faults()).isEmpty();
        assertThat(evidence(Kind.RETRIED, "SUCCESS", 1, 1, 1, 0).faults()).isEmpty();
        assertThat(evidence(Kind.FORGOTTEN, null, 0, 1, 1, 0).faults()).isEmpty();
        assertThat(evidence(Kind.LEASED, "SUCCESS", 0, 1, 1, 3).faults()).isEmpty();
        assertThat(evidence(Kind.LEASED_ONCE, "FAILURE", 0, 0, 0, 1).faults()).isEmpty();
    }

    @Test
    void findsWhatIsLost() {
        assertFault(evidence(Kind.BOOKED, null, 0, 1, 1, 0), Fault.What.LOST);
        assertFault(evidence(Kind.BOOKED, "SUCCESS", 0, 0, 1, 0), Fault.What.LOST);
        assertFault(evidence(Kind.BOOKED, "SUCCESS", 0, 1, 0, 0), Fault.What.LOST);
        assertFault(evidence(Kind.FORGOTTEN, null, 0, 0, 1, 0), Fault.What.LOST);
        assertFault(evidence(Kind.LEASED, "SUCCESS", 0, 1, 1, 0), Fault.What.LOST);
    }

    @Test
    void findsWhatIsDoubled() {
        assertFault(evidence(Kind.BOOKED, "SUCCESS", 0, 2, 1, 0), Fault.What.DOUBLED);
        assertFault(evidence(Kind.BOOKED, "SUCCESS", 0, 1, 2, 0), Fault.What.DOUBLED);
        assertFault(evidence(Kind.DECLINED, "FAILURE", 0, 1, 0, 0), Fault.What.DOUBLED);
        assertFault(evidence(Kind.RETRIED, "SUCCESS", 2, 1, 1, 0), Fault.What.DOUBLED);
        assertFault(evidence(Kind.LEASED_ONCE, "SUCCESS", 0, 1, 1, 2), Fault.What.DOUBLED);
    }

    @Test
    void findsAWrongEnd() {
        assertFault(evidence(Kind.BOOKED, "FAILURE", 0, 0, 0, 0), Fault.What.WRONG_END);
        assertFault(evidence(Kind.DECLINED, "SUCCESS", 0, 1, 1, 0), Fault.What.WRONG_END);
        assertFault(evidence(Kind.BOOKED, "REVOKED", 0, 0, 0, 0), Fault.What.WRONG_END);
        assertFault(evidence(Kind.FORGOTTEN, "FAILURE", 0, 0, 0, 0), Fault.What.WRONG_END);
    }

    private static void assertFault(Evidence evidence, Fault.What what) {
        assertThat(evidence.faults()).extracting(Fault::what).containsExactly(what);
    }

    private static Evidence evidence(Kind kind, @Nullable String state, int attempt, int work, int children, int runs) {
        return new Evidence("id", kind, state, attempt, work, children, runs);
    }
}
