package io.apium.engine.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.TaskState;
import io.apium.engine.Background;
import io.apium.engine.Laptop;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskIdentity;
import io.apium.spi.EventTopic;
import io.apium.spi.StoredResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who tells whom, and when, that a task has changed its state. */
@Timeout(60)
class ResultEventsTest {

    /** Does what is scheduled when the test lets the time pass. */
    static final class Timeline extends ScheduledThreadPoolExecutor {

        record Entry(long at, long number, Runnable work) {}

        private final PriorityQueue<Entry> entries =
                new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
        private long now;
        private long number;

        Timeline() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            entries.add(new Entry(now + unit.toMillis(delay), number++, work));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
            var task = new FutureTask<>(work);
            entries.add(new Entry(now + unit.toMillis(delay), number++, task));
            return super.schedule(() -> task.get(), 1, TimeUnit.DAYS);
        }

        void pass(long millis) {
            var end = now + millis;
            for (var next = entries.peek(); next != null && next.at() <= end; next = entries.peek()) {
                entries.remove();
                now = next.at();
                next.work().run();
            }
            now = end;
        }
    }

    /** A topic of all nodes. */
    static final class Topic implements EventTopic {

        private final List<String> published = new CopyOnWriteArrayList<>();
        private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
        private boolean losesAll;

        @Override
        public void publish(String text) {
            published.add(text);
            if (!losesAll) {
                listeners.forEach(listener -> listener.accept(text));
            }
        }

        @Override
        public Subscription subscribe(Consumer<String> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    private final Laptop laptop = new Laptop();
    private final Json json = new Json();
    private final Timeline timeline = new Timeline();
    private final Topic topic = new Topic();
    private final ResultEvents here = new ResultEvents(topic, laptop.transactions(), timeline, json);
    private final ResultEvents there = new ResultEvents(topic, laptop.transactions(), timeline, json);

    @AfterEach
    void close() {
        timeline.shutdownNow();
        laptop.close();
    }

    private void announce(String id) {
        here.announce(new TaskIdentity(id, "task", 2, id, null), TaskState.SUCCESS, "worker");
    }

    /** {@return the ids of the tasks in each message} */
    private List<List<String>> messages() {
        return topic.published.stream().map(this::ids).toList();
    }

    private List<String> ids(String message) {
        try {
            return json.readTree(message).findValuesAsText("id");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<String> waitForResult(ResultEvents events) {
        return new Results(
                        laptop.stores().results(), null, json, laptop.transactions(), events, timeline, laptop.clock())
                .<String>of("id", String.class)
                .toCompletableFuture();
    }

    private void end() {
        laptop.inTransaction(() -> {
            laptop.stores()
                    .results()
                    .insert(new StoredResult(
                            "id",
                            "task",
                            TaskState.SUCCESS,
                            2,
                            "\"done\"",
                            null,
                            "worker",
                            "id",
                            null,
                            Instant.EPOCH,
                            Instant.EPOCH,
                            null,
                            null));
            announce("id");
        });
    }

    @Test
    void tellsWhatHasHappenedAfterTheCommit() {
        laptop.inTransaction(() -> {
            announce("id");
            timeline.pass(1000);
            assertThat(topic.published).isEmpty();
        });
        assertThat(topic.published).isEmpty();

        timeline.pass(0);
        assertThat(topic.published)
                .containsExactly("[{\"id\":\"id\",\"task\":\"task\",\"state\":\"SUCCESS\",\"attempt\":2,"
                        + "\"worker\":\"worker\"}]");
    }

    @Test
    void tellsNothingAfterARollback() {
        laptop.inTransaction(() -> {
            announce("id");
            laptop.transactions().setRollbackOnly();
        });

        timeline.pass(1000);
        assertThat(topic.published).isEmpty();
    }

    @Test
    void tellsAtOnceWhatHappensOutsideOfATransaction() {
        announce("id");

        timeline.pass(0);
        assertThat(messages()).containsExactly(List.of("id"));
    }

    @Test
    void tellsMuchInOneMessage() {
        laptop.inTransaction(() -> List.of("a", "b", "c").forEach(this::announce));
        announce("d");
        timeline.pass(1);
        List.of("e", "f", "g").forEach(this::announce);
        timeline.pass(8);
        assertThat(messages()).containsExactly(List.of("a", "b", "c", "d"));

        timeline.pass(1);
        assertThat(messages()).containsExactly(List.of("a", "b", "c", "d"), List.of("e", "f", "g"));
    }

    @Test
    void tellsNoMoreThanAThousandInAMessage() {
        IntStream.range(0, 2500).forEach(i -> announce(String.valueOf(i)));
        timeline.pass(100);

        assertThat(messages()).extracting(List::size).containsExactly(1000, 1000, 500);
        assertThat(messages().stream().flatMap(List::stream).distinct()).hasSize(2500);
    }

    @Test
    void tellsNothingWhenNothingHappens() {
        announce("a");
        timeline.pass(100_000);
        assertThat(messages()).containsExactly(List.of("a"));

        announce("b");
        timeline.pass(100_000);
        assertThat(messages()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void losesNothingThatManyThreadsTell() {
        var scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            var events = new ResultEvents(topic, laptop.transactions(), scheduler, json);
            var threads = IntStream.range(0, 4)
                    .mapToObj(thread -> Background.run(() -> IntStream.range(0, 500)
                            .forEach(i -> events.announce(
                                    new TaskIdentity(thread + "-" + i, "task", 0, "root", null),
                                    TaskState.SUCCESS,
                                    "worker"))))
                    .toList();
            threads.forEach(CompletableFuture::join);

            Background.await(() -> messages().stream().mapToInt(List::size).sum() == 2000);
            assertThat(messages().stream().flatMap(List::stream).distinct()).hasSize(2000);
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void wakesWhoWaitsOnAnotherNode() {
        var future = waitForResult(there);

        end();
        assertThat(future).isNotDone();
        timeline.pass(1);

        assertThat(future).isCompletedWithValue("done");
    }

    @Test
    void wakesWhoWaitsOnThisNodeThoughTheTopicIsDeaf() {
        topic.losesAll = true;
        var future = waitForResult(here);

        end();
        timeline.pass(1);

        assertThat(future).isCompletedWithValue("done");
    }

    @Test
    void whoWaitsMakesUpForALostEvent() {
        topic.losesAll = true;
        var future = waitForResult(there);
        timeline.pass(10_000);

        end();
        timeline.pass(1);
        assertThat(messages()).containsExactly(List.of("id"));
        assertThat(future).isNotDone();

        timeline.pass(2000);
        assertThat(future).isCompletedWithValue("done");
    }

    @Test
    void wakesAllWhoWaitForATaskAndNobodyElse() {
        var woken = new ArrayList<String>();
        Consumer<String> first = id -> woken.add("first");
        here.await("a", first);
        here.await("a", id -> woken.add("second"));
        here.await("b", id -> woken.add("other"));
        there.await("a", id -> woken.add("there"));

        laptop.inTransaction(() -> announce("a"));
        assertThat(woken).containsExactlyInAnyOrder("first", "second");
        timeline.pass(1);
        assertThat(woken).contains("there").doesNotContain("other");

        woken.clear();
        here.stopWaiting("a", first);
        announce("a");
        assertThat(woken).containsExactly("second");
    }

    @Test
    void listensOnceAsSoonAsSomebodyWaitsAndUntilItIsClosed() {
        assertThat(topic.listeners).isEmpty();
        here.await("a", id -> {});
        here.await("b", id -> {});
        assertThat(topic.listeners).hasSize(1);

        here.close();
        assertThat(topic.listeners).isEmpty();
        there.close();
    }

    @Test
    void overhearsWhatItDoesNotUnderstand() {
        var woken = new AtomicInteger();
        there.await("a", id -> woken.incrementAndGet());

        List.of(
                        "no JSON",
                        "",
                        "[",
                        "{}",
                        "null",
                        "[null, 7, {}, {\"id\": null}]",
                        "[{\"id\": \"a\", \"state\": \"SUCCESS\"}]")
                .forEach(topic::publish);

        assertThat(woken).hasValue(1);
    }
}
