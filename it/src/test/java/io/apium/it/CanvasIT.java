package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.AsyncResult;
import io.apium.TaskClient;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.canvas.Canvas;
import io.apium.canvas.FailedTask;
import io.apium.it.canvas.CanvasTasks;
import io.apium.it.canvas.CanvasWorker;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Canvases on a real server: queues, transactions, PostgreSQL. */
@Tag("core")
@ExtendWith(ArquillianExtension.class)
class CanvasIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    TaskClient tasks;

    @Inject
    CanvasTasks bean;

    @Deployment
    static Archive<?> application() {
        return Applications.canvas(CanvasIT.class);
    }

    @BeforeEach
    void forgetCalls() {
        bean.calls().clear();
        bean.failures().clear();
    }

    @Test
    void runsCanvasesInCanvases() {
        var value = tasks.chain(
                        tasks.signature(CanvasTasks::twice, 1),
                        tasks.group(
                                tasks.chain(
                                        tasks.signature("io.apium.it.canvas.CanvasTasks.twice"),
                                        tasks.signature("io.apium.it.canvas.CanvasTasks.increment")),
                                tasks.group(List.of(1, 2), CanvasTasks::alone)
                                        .immutable()
                                        .join(CanvasTasks::sum),
                                tasks.signature(CanvasTasks::become, List.of(1, 2))
                                        .immutable()),
                        tasks.signature("io.apium.it.canvas.CanvasTasks.sum"))
                .delay()
                .get(PATIENCE);
        assertThat(value).isEqualTo(5 + 3 + 6L);
    }

    @Test
    void runsTheBodyOfTenThousandOnce() throws Exception {
        var body =
                bean.inTransaction(() -> tasks.group(IntStream.range(0, 10_000).boxed(), CanvasTasks::twice)
                        .join(CanvasTasks::total)
                        .delay());

        assertThat(body.get(PATIENCE)).isEqualTo(10_000L * 9_999);

        awaitAllDone();
        assertThat(bean.calls()).containsExactly("total");
        assertThat(body.attempts()).hasSize(1);
        var header = tasks.groupResult(body.parent().orElseThrow().id(), Integer.class);
        assertThat(header.completedCount()).isEqualTo(10_000);
        assertThat(header.state()).isEqualTo(TaskState.SUCCESS);
    }

    @Test
    void runsManyThatDoNotShareTransactions() {
        assertThat(tasks.group(IntStream.range(0, 200).boxed().toList(), CanvasTasks::alone)
                        .join(CanvasTasks::sum)
                        .delay()
                        .get(PATIENCE))
                .isEqualTo(199L * 100);
    }

    @Test
    void runsAChainOfAThousand() {
        var steps = new ArrayList<Canvas<?>>();
        steps.add(tasks.signature(CanvasTasks::twice, 0));
        for (int i = 0; i < 999; i++) {
            steps.add(tasks.signature("io.apium.it.canvas.CanvasTasks.increment"));
        }
        assertThat(tasks.chain(steps).delay().get(PATIENCE)).isEqualTo(999);
    }

    @Test
    void failsAChordWithItsMember() {
        var body = tasks.group(tasks.signature(CanvasTasks::twice, 1), tasks.signature(CanvasTasks::fail, 7))
                .join(tasks.signature("io.apium.it.canvas.CanvasTasks.sum")
                        .linkError(tasks.signature("io.apium.it.canvas.CanvasTasks.failed")))
                .delay();

        assertThatThrownBy(() -> body.get(PATIENCE))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("No 7");
        var header = body.parent().orElseThrow().id();
        await().atMost(PATIENCE)
                .until(() ->
                        bean.failures().stream().anyMatch(failed -> failed.id().equals(header)));
        awaitAllDone();
        assertThat(bean.failures()).extracting(FailedTask::id).containsExactly(header);
    }

    @Test
    void givesTheBodyOfATolerantGroupOutcomes() {
        var group = tasks.group(tasks.signature(CanvasTasks::twice, 1), tasks.signature(CanvasTasks::fail, 7))
                .tolerateFailures();

        var body = group.join(CanvasTasks::outcomes).delay();

        assertThat(body.get(PATIENCE)).containsExactly("2", "No 7");
    }

    @Test
    void waitsForMembersThatAreAddedWhileTheGroupRuns() {
        assertThat(tasks.group(List.of(1, 2), CanvasTasks::addDouble)
                        .join(CanvasTasks::sum)
                        .delay()
                        .get(PATIENCE))
                .isEqualTo(1 + 2 + 2 + 4L);
    }

    @Test
    void sendsCallbacksOfATaskAndOfAGroup() {
        var call = tasks.signature("io.apium.it.canvas.CanvasTasks.call");
        tasks.group(List.of("one", "two"), CanvasTasks::call)
                .link(tasks.signature(CanvasTasks::call, "both").immutable())
                .delay()
                .get(PATIENCE);
        tasks.signature(CanvasTasks::call, "three").link(call).delay().get(PATIENCE);

        await().atMost(PATIENCE).until(() -> bean.calls().size() == 5);
        awaitAllDone();
        assertThat(bean.calls()).containsExactlyInAnyOrder("one", "two", "both", "three", "three");
    }

    @Test
    void goesOnFromTheStepsThatFailed() {
        bean.heal(false);
        var result = tasks.signature(CanvasTasks::call, "before")
                .then(tasks.group(tasks.signature(CanvasTasks::ail, 1), tasks.signature(CanvasTasks::ail, 2))
                        .immutable())
                .then(tasks.signature("io.apium.it.canvas.CanvasTasks.sum"))
                .delay();
        assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(TaskFailedException.class);
        awaitAllDone();

        bean.heal(true);
        tasks.workflow(result.rootId().orElseThrow()).retryFailed();

        assertThat(result.get(PATIENCE)).isEqualTo(3L);
        assertThat(bean.calls()).containsExactly("before");
    }

    @Test
    void keepsNothingOfAGroupThatIsForgotten() {
        var group = tasks.group(List.of(1, 2), CanvasTasks::twice).delay();
        assertThat(group.get(PATIENCE)).containsExactly(2, 4);

        group.forget();

        assertThat(tasks.groupResult(group.id()).members())
                .isNotEmpty()
                .allMatch(member -> member.state().equals(TaskState.PENDING));
    }

    /** Waits until no message is left that could do something once more. */
    private static void awaitAllDone() {
        await().atMost(PATIENCE).pollInSameThread().until(() -> QueueDepth.of(CanvasWorker.QUEUE) == 0);
    }

    @Test
    void callsNoTaskOfAGroupThatIsRevoked() {
        var called = tasks.signature(CanvasTasks::call, "one");
        var group = tasks.group(called.then(CanvasTasks::call), called.then(CanvasTasks::call))
                .applyAsync(o -> o.countdown(Duration.ofSeconds(15)));

        group.revoke();

        await().atMost(PATIENCE).until(group::ready);
        assertThat(group.members()).extracting(AsyncResult::state).containsOnly(TaskState.REVOKED);
        assertThat(bean.calls()).isEmpty();
        assertThat(called.delay().get(PATIENCE)).isEqualTo("one");
    }

    @Test
    void sendsNothingIfTheTransactionIsRolledBack() {
        var ids = new ArrayList<String>();
        assertThatThrownBy(() -> bean.inTransaction(() -> {
                    ids.add(tasks.group(IntStream.range(0, 2_000).boxed(), CanvasTasks::twice)
                            .join(CanvasTasks::sum)
                            .delay()
                            .id());
                    throw new IllegalArgumentException("Rolled back");
                }))
                .hasMessageContaining("Rolled back");

        assertThat(QueueDepth.of(CanvasWorker.QUEUE)).isZero();
        assertThat(tasks.result(ids.get(0)).state()).isEqualTo(TaskState.PENDING);
    }
}
