package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.apium.TaskClient;
import io.apium.canvas.Signature;
import io.apium.it.execution.BatchWorker;
import io.apium.it.execution.ExactTasks;
import io.apium.it.execution.ExactTasks.End;
import io.apium.it.execution.ExecutionWorker;
import io.apium.it.execution.Note;
import io.apium.it.execution.Notes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many tasks, of which many end badly: what the database holds in the end is exactly what their states say. */
@Tag("core")
@ExtendWith(ArquillianExtension.class)
class ExactnessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int COUNT = 2_000;

    @Inject
    TaskClient tasks;

    @Inject
    Notes notes;

    private final String run = UUID.randomUUID().toString();

    @Deployment
    static Archive<?> application() {
        return Applications.execution(ExactnessIT.class, TestServer.current().postgres());
    }

    @Test
    void keepsTheWorkOfExactlyTheTasksThatSucceed() throws Exception {
        send(end -> tasks.signature(ExactTasks::alone, end));

        assertExactness(ExecutionWorker.QUEUE);
    }

    @Test
    void keepsTheWorkOfExactlyTheTasksThatSucceedTogether() throws Exception {
        send(end -> tasks.signature(ExactTasks::together, end));

        assertExactness(BatchWorker.QUEUE);
    }

    private void send(Function<End, Signature<?>> task) throws Exception {
        notes.inTransaction(() -> {
            for (int i = 0; i < COUNT; i++) {
                var id = run + "-" + i;
                var end = end(i);
                task.apply(end)
                        .applyAsync(
                                o -> end == End.NEVER ? o.taskId(id).timeLimit(Duration.ofMillis(100)) : o.taskId(id));
            }
            return run;
        });
    }

    /** Of each 20 tasks 13 succeed, 4 fail, 2 need a second attempt, and 1 does not end. */
    private static End end(int i) {
        return switch (i % 20) {
            case 3, 7, 11, 15 -> End.FAILURE;
            case 5, 13 -> End.RETRY;
            case 17 -> End.NEVER;
            default -> End.SUCCESS;
        };
    }

    private void assertExactness(String queue) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(notes.states(run).size()).isEqualTo(COUNT));
        await().atMost(PATIENCE)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(QueueDepth.of(queue)).isZero());

        var states = notes.states(run);
        assertThat(states).hasSize(COUNT);
        assertThat(count(states, "SUCCESS")).isEqualTo(COUNT * 15 / 20);
        assertThat(count(states, "FAILURE")).isEqualTo(COUNT * 5 / 20);
        assertThat(notes.find(run))
                .extracting(Note::account)
                .containsExactlyInAnyOrderElementsOf(states.entrySet().stream()
                        .filter(state -> state.getValue().equals("SUCCESS"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    private static long count(Map<String, String> states, String state) {
        return states.values().stream().filter(state::equals).count();
    }
}
