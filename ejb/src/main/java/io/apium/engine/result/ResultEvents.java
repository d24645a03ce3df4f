package io.apium.engine.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.TaskState;
import io.apium.engine.message.Json;
import io.apium.engine.message.TaskIdentity;
import io.apium.spi.EventTopic;
import io.apium.spi.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells all nodes which tasks have changed their state, once that is committed, many in one message; and wakes who waits
 * for one of them here. An event may get lost: who waits looks for himself now and then. Thread-safe.
 */
public final class ResultEvents implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger("io.apium.events");

    /** The shortest time between two messages, in which events gather. */
    private static final long PAUSE_MILLIS = 10;

    private static final int MAX_EVENTS_IN_A_MESSAGE = 1000;

    private final EventTopic topic;
    private final Transactions transactions;
    private final ScheduledExecutorService scheduler;
    private final Json json;
    private final Queue<Event> gathered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isSending = new AtomicBoolean();
    private final Map<String, List<Consumer<String>>> waiting = new ConcurrentHashMap<>();
    private EventTopic.@Nullable Subscription subscription;

    /** A change of state, as it is sent. */
    record Event(String id, String task, String state, int attempt, String worker) {}

    /** Creates the events. */
    public ResultEvents(EventTopic topic, Transactions transactions, ScheduledExecutorService scheduler, Json json) {
        this.topic = topic;
        this.transactions = transactions;
        this.scheduler = scheduler;
        this.json = json;
    }

    /** Tells everybody, when the current transaction has committed. */
    public void announce(TaskIdentity task, TaskState state, String worker) {
        var event = new Event(task.id(), task.task(), state.name(), task.attempt(), worker);
        transactions.whenEnded(committed -> {
            if (committed) {
                if (state.isTerminal()) {
                    wake(event.id());
                }
                gathered.add(event);
                sendSoon(0);
            }
        });
    }

    /** Tells the waker the task's id when something is heard of it, until {@link #stopWaiting}. It must return at once. */
    void await(String id, Consumer<String> waker) {
        listen();
        waiting.merge(id, List.of(waker), ResultEvents::plus);
    }

    void stopWaiting(String id, Consumer<String> waker) {
        waiting.computeIfPresent(id, (key, wakers) -> {
            var others = wakers.stream().filter(other -> other != waker).toList();
            return others.isEmpty() ? null : others;
        });
    }

    private static List<Consumer<String>> plus(List<Consumer<String>> some, List<Consumer<String>> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Stops listening. */
    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.close();
        }
    }

    private synchronized void listen() {
        if (subscription == null) {
            subscription = topic.subscribe(this::receive);
        }
    }

    private void receive(String text) {
        try {
            for (var event : json.readTree(text)) {
                if (new TaskState(event.path("state").asText("?")).isTerminal()) {
                    wake(event.path("id").asText());
                }
            }
        } catch (JsonProcessingException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "APIUM0301 A message of events cannot be read; it is dropped", e);
        }
    }

    private void wake(String id) {
        var wakers = waiting.get(id);
        if (wakers != null) {
            wakers.forEach(waker -> waker.accept(id));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong is handled by what is scheduled.
    private void sendSoon(long delayMillis) {
        if (isSending.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::send, delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The server stops. Whoever waits looks for himself.
                gathered.clear();
                isSending.set(false);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It sends again, if there is something to send.
    private void send() {
        try {
            topic.publish(json.write(gather()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can always be written", e);
        } finally {
            scheduler.schedule(this::pause, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void pause() {
        isSending.set(false);
        if (!gathered.isEmpty()) {
            sendSoon(0);
        }
    }

    private List<Event> gather() {
        var events = new ArrayList<Event>();
        while (events.size() < MAX_EVENTS_IN_A_MESSAGE) {
            var event = gathered.poll();
            if (event == null) {
                break;
            }
            events.add(event);
        }
        return events;
    }
}
