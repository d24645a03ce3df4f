package io.apium.engine;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.stream.Collectors.toCollection;

import io.apium.Delivery;
import io.apium.MessageNotSentException;
import io.apium.spi.Broker;
import io.apium.spi.IncomingMessage;
import io.apium.spi.MessageSource;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.UnreadableMessageException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Queues in the memory of a {@link Laptop}. Urgent messages go first, then old ones. Thread-safe. */
final class LaptopBroker implements Broker {

    /** Where a message goes that was delivered in vain too often; the name it has in Artemis. */
    static final String DEAD_LETTERS = "DLQ";

    private static final System.Logger LOGGER = System.getLogger("io.apium.laptop");
    private static final int MAX_DELIVERIES = 20;
    private static final int DEFAULT_PRIORITY = 4;
    private static final Comparator<LaptopMessage> MOST_URGENT_FIRST =
            Comparator.comparingInt(LaptopMessage::priority).reversed();

    private final LaptopTransactions transactions;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<Long> inDelivery = new HashSet<>();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private volatile boolean endsWithThisProcess;

    LaptopBroker(LaptopTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void requireQueue(String queue) {
        if (removed.contains(queue)) {
            throw new MessageNotSentException(queue, "There is no such queue", null);
        }
    }

    @Override
    public void send(List<OutgoingMessage> messages) {
        messages.stream().map(OutgoingMessage::queue).forEach(this::requireQueue);
        var now = clock.instant();
        var queued = messages.stream()
                .map(message -> queued(
                        message.queue(),
                        message.priority() == null ? DEFAULT_PRIORITY : message.priority(),
                        now.plus(message.delay()),
                        message.properties(),
                        message.body()))
                .toList();
        transactions.change(memory -> memory.messages().addAll(queued));
    }

    /** From now on there is no queue of that name. */
    void remove(String queue) {
        removed.add(queue);
    }

    /** There is a queue of that name again. */
    void add(String queue) {
        removed.remove(queue);
    }

    /** Sends anything, as programs do that know nothing of tasks. */
    void send(String queue, Map<String, Object> properties, @Nullable String body) {
        var message = queued(queue, DEFAULT_PRIORITY, clock.instant(), properties, body);
        transactions.change(memory -> memory.messages().add(message));
    }

    /** Puts another text in a message. */
    void replace(LaptopMessage message, String body) {
        var other = queued(message.queue(), message.priority(), message.dueAt(), message.properties(), body);
        transactions.changeForSure(
                memory -> memory.messages().replaceAll(queued -> queued.equals(message) ? other : queued));
    }

    /** {@return the messages of a queue, also those whose time has not come} */
    List<LaptopMessage> messages(String queue) {
        return transactions.memory().messages().stream()
                .filter(message -> message.queue().equals(queue))
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }

    /** {@return the names of the queues that hold messages} */
    Set<String> queues() {
        return transactions.memory().messages().stream()
                .map(LaptopMessage::queue)
                .collect(toCollection(TreeSet::new));
    }

    /**
     * Hands the next message of a queue to the worker, in a transaction that takes it from the queue, and gives it more if it
     * asks. {@return whether there was one} If the transaction does not commit, the messages are still there.
     */
    boolean deliver(String queue, BiConsumer<IncomingMessage, MessageSource> worker) {
        var isTaken = new AtomicBoolean();
        try {
            transactions.inNew(() -> next(queue, Map.of()).ifPresent(first -> {
                isTaken.set(true);
                worker.accept(first, () -> next(queue, Map.of()));
            }));
        } catch (RuntimeException | Error e) {
            LOGGER.log(WARNING, "A message could not be worked off and goes back to queue " + queue, e);
        }
        return isTaken.get();
    }

    @Override
    public boolean receive(String queue, Map<String, String> having, Consumer<IncomingMessage> work) {
        var isTaken = new AtomicBoolean();
        transactions.inNew(() -> next(queue, having).ifPresent(message -> {
            isTaken.set(true);
            work.accept(message);
        }));
        return isTaken.get();
    }

    /** Forgets how often messages were delivered, as a broker may that was killed. */
    void endsWithThisProcess(boolean ends) {
        endsWithThisProcess = ends;
    }

    @Override
    public boolean endsWithThisProcess() {
        return endsWithThisProcess;
    }

    void forgetDeliveries() {
        transactions.changeForSure(memory -> memory.messages().replaceAll(LaptopMessage::asNew));
    }

    /** Takes the next message in the current transaction, and lets it go when that has ended. */
    private Optional<IncomingMessage> next(String queue, Map<String, String> having) {
        var next = take(queue, having);
        next.ifPresent(message -> {
            transactions.change(memory -> memory.messages().remove(message));
            transactions.whenEnded(committed -> letGo(message));
        });
        return next.map(Delivered::new);
    }

    private synchronized Optional<LaptopMessage> take(String queue, Map<String, String> having) {
        var now = clock.instant();
        var next = transactions.<List<LaptopMessage>>outside(() -> messages(queue)).stream()
                .filter(message -> !message.dueAt().isAfter(now) && !inDelivery.contains(message.number()))
                .filter(message -> message.properties().entrySet().containsAll(having.entrySet()))
                .findFirst();
        next.ifPresent(message -> inDelivery.add(message.number()));
        return next;
    }

    private synchronized void letGo(LaptopMessage message) {
        var again = message.deliveredInVain();
        var next = again.deliveries() < MAX_DELIVERIES ? again : again.in(DEAD_LETTERS);
        transactions.changeForSure(
                memory -> memory.messages().replaceAll(other -> other.equals(message) ? next : other));
        inDelivery.remove(message.number());
    }

    private LaptopMessage queued(
            String queue, int priority, Instant dueAt, Map<String, Object> properties, @Nullable String body) {
        return new LaptopMessage(
                numbers.incrementAndGet(),
                queue,
                priority,
                dueAt,
                0,
                Collections.unmodifiableMap(new LinkedHashMap<>(properties)),
                body);
    }

    private final class Delivered implements IncomingMessage {

        private final LaptopMessage message;

        Delivered(LaptopMessage message) {
            this.message = message;
        }

        @Override
        public Map<String, Object> properties() {
            return message.properties();
        }

        @Override
        public String body() {
            var body = message.body();
            if (body == null) {
                throw new UnreadableMessageException("It has no text", null);
            }
            return body;
        }

        @Override
        public Delivery delivery() {
            return new Delivery(message.queue(), message.priority(), message.deliveries() + 1);
        }

        @Override
        public Instant sentAt() {
            return message.dueAt();
        }

        @Override
        public void forward(String queue, Map<String, String> additional) {
            var properties = new LinkedHashMap<>(message.properties());
            properties.putAll(additional);
            var copy = queued(queue, message.priority(), clock.instant(), properties, message.body());
            transactions.change(memory -> memory.messages().add(copy));
        }
    }
}
