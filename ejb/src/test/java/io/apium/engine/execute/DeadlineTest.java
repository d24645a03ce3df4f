package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.apium.engine.task.TimeLimits;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is first: the end of the work, or the clock. */
class DeadlineTest {

    private final Deadline deadline = new Deadline(TimeLimits.NONE);

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void anEndInTimeLeavesTheClockNothingToDo() {
        var alarm = new FutureTask<>(() -> null);
        deadline.add(alarm);

        assertThat(deadline.end()).isTrue();
        assertThat(alarm).isCancelled();
        deadline.passSoftLimit();
        assertThat(deadline.passLimit()).isFalse();
        deadline.interrupt();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(deadline.isOverdue()).isFalse();
        assertThat(deadline.isSoftLimitPassed()).isFalse();
        assertThat(deadline.hasLeft()).isTrue();
    }

    @Test
    void anEndAfterTheLimitComesTooLate() {
        assertThat(deadline.passLimit()).isTrue();
        assertThat(deadline.passLimit()).isFalse();
        assertThat(deadline.isOverdue()).isTrue();
        assertThat(deadline.hasLeft()).isFalse();

        assertThat(deadline.end()).isFalse();
        assertThat(deadline.hasLeft()).isTrue();
    }

    @Test
    void aThreadThatEndsBetweenTheLimitAndItsInterruptionIsSpared() {
        assertThat(deadline.passLimit()).isTrue();
        assertThat(deadline.end()).isFalse();

        deadline.interrupt();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theInterruptionEndsWithTheTask() {
        deadline.passSoftLimit();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(deadline.isSoftLimitPassed()).isTrue();

        assertThat(deadline.end()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptionByOthersStays() {
        Thread.currentThread().interrupt();

        assertThat(deadline.end()).isTrue();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void theSoftLimitIsToldOnce() {
        assertThat(deadline.tellSoftLimit()).isFalse();
        deadline.passSoftLimit();

        assertThat(deadline.tellSoftLimit()).isTrue();
        assertThat(deadline.tellSoftLimit()).isFalse();
    }
}
