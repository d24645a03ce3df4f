package io.apium.engine.beat;

import io.apium.spi.Broker;
import io.apium.spi.ParkedMessage;
import io.apium.spi.Stores;
import io.apium.spi.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Sends parked messages whose time has come, in the order of their time, many in one transaction but never more than fit easily
 * into memory: their rows are deleted in the transaction that sends them. One node does it at a time. Thread-safe.
 */
final class Release {

    /** So much before its time a message is given to the broker, which keeps it until then to the millisecond. */
    static final Duration AHEAD = Duration.ofSeconds(1);

    private static final BeatLog LOG = new BeatLog();
    private static final String DUTY = "release";
    private static final int BATCH = 500;

    /** How many characters of text a batch may have, unless it is a single message. */
    private static final int BATCH_CHARACTERS = 4 << 20;

    /** How long one waits that could not be sent. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Stores stores;
    private final Broker broker;
    private final Transactions transactions;
    private final Duration turn;

    /** Queues to which something could not be sent. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * Creates the release.
     *
     * @param broker sends at once
     * @param turn how long this node has the others wait before one of them may release
     */
    Release(Stores stores, Broker broker, Transactions transactions, Duration turn) {
        this.stores = stores;
        this.broker = broker;
        this.transactions = transactions;
        this.turn = turn;
    }

    /**
     * Sends them, until none is left or there is no more time.
     *
     * @param now the time, by the store's clock
     * @param hasTime whether there is
     */
    void release(Instant now, BooleanSupplier hasTime) {
        if (!claim()) {
            return;
        }
        var most = BATCH;
        do {
            most = send(most, now);
        } while (most > 0 && hasTime.getAsBoolean());
    }

    /** Otherwise all nodes would send the same messages, and all but one would be rolled back. */
    private boolean claim() {
        var claimed = new AtomicBoolean();
        transactions.inNew(() -> claimed.set(stores.nodes().claim(DUTY, turn)));
        return claimed.get();
    }

    private static List<ParkedMessage.Entry> fitting(List<ParkedMessage.Entry> due) {
        var fitting = new ArrayList<ParkedMessage.Entry>();
        var characters = 0L;
        for (var entry : due) {
            characters += entry.size();
            if (characters > BATCH_CHARACTERS && !fitting.isEmpty()) {
                break;
            }
            fitting.add(entry);
        }
        return fitting;
    }

    /** {@return how many are to be sent next, at the most; 0 if none is left} */
    private int send(int most, Instant now) {
        var due = new ArrayList<ParkedMessage.Entry>();
        try {
            transactions.inNew(() -> {
                due.addAll(fitting(stores.parked().lockDue(now.plus(AHEAD), most)));
                take(due, now);
            });
            due.forEach(sent -> failing.remove(sent.queue()));
            return due.isEmpty() ? 0 : Math.min(BATCH, 2 * most);
        } catch (RuntimeException e) {
            if (due.isEmpty()) {
                throw e;
            }
            if (due.size() == 1) {
                postpone(due.get(0), now.plus(PAUSE), e);
            }
            // One that cannot be sent is found by halves.
            return Math.max(1, due.size() / 2);
        }
    }

    /** The others must not wait for it. If the database is away, that fails too, and is told. */
    private void postpone(ParkedMessage.Entry entry, Instant until, RuntimeException cause) {
        transactions.inNew(() -> stores.parked().move(List.of(entry.key()), until));
        LOG.notReleased(entry, PAUSE, failing.add(entry.queue()), cause);
    }

    /** Sends messages in the current transaction, which has locked them. */
    private void take(List<ParkedMessage.Entry> due, Instant now) {
        var taken =
                stores.parked().take(due.stream().map(ParkedMessage.Entry::key).toList());
        broker.send(taken.stream()
                .map(parked -> parked.message().delayed(rest(parked.entry(), now)))
                .toList());
    }

    private static Duration rest(ParkedMessage.Entry entry, Instant now) {
        var rest = Duration.between(now, entry.dueAt());
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
