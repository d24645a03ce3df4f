package io.apium.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.AsyncResult;
import io.apium.Task;
import io.apium.TaskRevokedException;
import io.apium.TaskState;
import io.apium.engine.Laptop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that somebody has revoked is not called. */
class RevokeTest {

    private final class Chef {

        private final List<String> calls = new ArrayList<>();

        @Task(name = "cook")
        String cook(String dish) {
            var context = laptop.context();
            calls.add(dish + context.attempt());
            if (dish.equals("soufflé") && context.attempt() == 0) {
                throw context.retry().countdown(Duration.ofSeconds(10));
            }
            return dish;
        }

        @Task(name = "serve")
        String serve(String dish) {
            calls.add("serve " + dish);
            return dish;
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Laptop laptop = new Laptop();
    private final Chef chef = laptop.add(new Chef());

    private AsyncResult<String> cook(String dish) {
        return laptop.tasks().signature(Chef::cook, dish).delay();
    }

    private void work() {
        laptop.tick();
        laptop.work();
    }

    @Test
    void itIsNotCalledAndEndsAsRevoked() {
        var soup = cook("soup");
        var bread = cook("bread");

        soup.revoke();
        soup.revoke();
        work();

        assertThat(chef.calls).containsExactly("bread0");
        assertThat(soup.state()).isEqualTo(TaskState.REVOKED);
        assertThatThrownBy(() -> soup.get(AT_ONCE))
                .isInstanceOf(TaskRevokedException.class)
                .hasMessageContaining("somebody has revoked it");
        assertThat(bread.get(AT_ONCE)).isEqualTo("bread");
    }

    @Test
    void aNodeThatStartsLaterKnowsBeforeItsFirstTask() {
        var soup = cook("soup");
        soup.revoke();

        laptop.work();

        assertThat(chef.calls).isEmpty();
        assertThat(soup.state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void theStepsAfterItAreRevokedToo() {
        var result =
                laptop.tasks().signature(Chef::cook, "soup").then(Chef::serve).delay();
        result.parent().orElseThrow().revoke();

        work();

        assertThat(chef.calls).isEmpty();
        assertThat(result.state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void anAttemptThatWaitsIsNotCalled() {
        var souffle = cook("soufflé");
        work();
        assertThat(souffle.state()).isEqualTo(TaskState.RETRY);

        souffle.revoke();
        laptop.clock().advance(Duration.ofSeconds(10));
        work();

        assertThat(chef.calls).containsExactly("soufflé0");
        assertThat(souffle.state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void itChangesNothingAboutATaskThatHasEnded() {
        var soup = cook("soup");
        work();

        soup.revoke();
        work();

        assertThat(soup.get(AT_ONCE)).isEqualTo("soup");
    }

    @Test
    void itTakesNoPartInTheCallersTransaction() {
        var soup = cook("soup");

        laptop.inTransaction(() -> {
            soup.revoke();
            laptop.transactions().setRollbackOnly();
        });
        work();

        assertThat(soup.state()).isEqualTo(TaskState.REVOKED);
    }

    @Test
    void itIsStillKnownWhenAllElseIsForgotten() {
        var soup = cook("soup");
        soup.revoke();
        soup.forget();

        work();

        assertThat(chef.calls).isEmpty();
    }

    @Test
    void itIsForgottenAfterAWeek() {
        var soup = cook("soup");
        soup.revoke();
        laptop.tick();

        laptop.clock().advance(Duration.ofDays(7).plusSeconds(1));
        work();

        assertThat(chef.calls).containsExactly("soup0");
    }

    @Test
    void aWorkflowInWhichATaskIsRevokedIsNotRunOn() {
        var result =
                laptop.tasks().signature(Chef::cook, "soup").then(Chef::serve).delay();
        var soup = result.parent().orElseThrow();
        soup.revoke();
        work();

        assertThatThrownBy(() -> laptop.tasks().workflow(result).retryFailed())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("somebody has revoked task " + soup.id());
        assertThat(chef.calls).isEmpty();
    }
}
