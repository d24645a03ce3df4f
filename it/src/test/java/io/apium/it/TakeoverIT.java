package io.apium.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.apium.AsyncResult;
import io.apium.TaskFailedException;
import io.apium.TaskState;
import io.apium.canvas.Signature;
import io.apium.ejb.jms.JmsTaskClient;
import io.apium.it.takeover.ControlWorker;
import io.apium.it.takeover.LongTasks;
import io.apium.it.takeover.LongWorker;
import io.apium.jpa.JpaResultStore;
import io.apium.spi.StoredResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of tasks that run outside a transaction when their node goes, and another one comes. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TakeoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String APPLICATION = "takeover";

    @ArquillianResource
    Deployer deployer;

    private JpaResultStore results;
    private JmsTaskClient tasks;

    private final String name = UUID.randomUUID().toString();

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static Archive<?> application() {
        return ShrinkWrap.create(WebArchive.class, "takeover.war")
                .addPackage(LongTasks.class.getPackage())
                .addAsResource(new StringAsset("""
                                apium.node-heartbeat=PT0.5S
                                apium.node-timeout=PT2S
                                apium.worker-slots=2
                                """), "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibraries(Applications.libraries());
    }

    @BeforeEach
    void start() {
        deployer.deploy(APPLICATION);
        results = JpaResultStore.open(TestSession.dataSource());
        tasks = JmsTaskClient.builder(TestServer.current().connections())
                .credentials(TestServer.current().user(), TestServer.current().password())
                .resultStore(results)
                .build();
    }

    @AfterEach
    void stop() {
        try {
            release();
            tasks.close();
            results.close();
        } finally {
            deployer.undeploy(APPLICATION);
        }
    }

    @Test
    void runsATaskAgainThatWasLost() {
        var result = run(tasks.signature(LongTasks::waitOnce, name));
        await().atMost(PATIENCE).until(() -> result.state().equals(new TaskState("WAITING")));

        redeploy();

        assertThat(result.get(PATIENCE)).isEqualTo(2);

        awaitRuns(name + " interrupted", 1);

        // The lost run is over at last, and counts for nothing.
        release();
        awaitRuns(name + " left", 1);
        assertThat(tasks.result(result.id(), Integer.class).get(PATIENCE)).isEqualTo(2);
    }

    @Test
    void failsATaskThatWasLostAndMayRunOnceOnly() {
        var result = run(tasks.signature(LongTasks::waitAtMostOnce, name));
        awaitRuns(name, 1);

        redeploy();

        assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(TaskFailedException.class);
        assertThat(result.failure().orElseThrow().type()).isEqualTo("io.apium.WorkerLostException");
        assertThat(countRuns(name)).isEqualTo(1);
    }

    @Test
    void runsWhatWaitedForASlotOfALostNode() {
        var all = Stream.generate(() -> run(tasks.signature(LongTasks::waitAtMostOnce, name)))
                .limit(5)
                .toList();
        awaitRuns(name, 2);
        await().atMost(PATIENCE).until(() -> countWaiting() == 3);

        redeploy();
        release();

        await().atMost(PATIENCE).until(() -> all.stream().allMatch(AsyncResult::ready));
        assertThat(all.stream().filter(AsyncResult::failed)).hasSize(2);
        assertThat(all.stream().filter(AsyncResult::successful)).hasSize(3);
        assertThat(countRuns(name)).isEqualTo(5);
    }

    private void redeploy() {
        deployer.undeploy(APPLICATION);
        deployer.deploy(APPLICATION);
    }

    /** Sends the task. A client outside the server does not know a task's queue. */
    private static <R> AsyncResult<R> run(Signature<R> task) {
        return task.applyAsync(o -> o.queue(LongWorker.QUEUE));
    }

    private void release() {
        tasks.signature(LongTasks::release, name)
                .applyAsync(o -> o.queue(ControlWorker.QUEUE))
                .get(PATIENCE);
    }

    private int countRuns(String run) {
        var runs = tasks.signature(LongTasks::runs, run)
                .applyAsync(o -> o.queue(ControlWorker.QUEUE))
                .get(PATIENCE);
        return Objects.requireNonNull(runs);
    }

    private void awaitRuns(String run, int count) {
        await().atMost(PATIENCE).until(() -> countRuns(run) == count);
    }

    private static long countWaiting() throws Exception {
        try (var context = TestServer.current()
                        .connections()
                        .createContext(
                                TestServer.current().user(),
                                TestServer.current().password());
                var browser = context.createBrowser(context.createQueue("apium.lease"))) {
            var count = 0;
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); messages.nextElement()) {
                count++;
            }
            return count;
        }
    }

    @Test
    void deletesWhatHasExpired() throws Exception {
        var past = Instant.now().minusSeconds(3600);
        results.insert(new StoredResult(
                name, "task", TaskState.SUCCESS, 0, null, null, "worker", name, null, past, past, past, null));
        try (var connection = TestSession.dataSource().getConnection();
                var statement = connection.createStatement()) {
            // As if it had not been done for long.
            statement.executeUpdate("update apium_duty set due_at = 0");
        }

        redeploy();

        await().atMost(PATIENCE).until(() -> results.find(name).isEmpty());
    }
}
