package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Sequence.Tail;
import io.apium.engine.message.Step;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends, and stores what follows, in the current transaction. Nothing is stored before something is sent, so that of what
 * cannot be sent nothing is left. Belongs to one send.
 */
final class StoredOutlet implements Outlet {

    private final Outbox outbox;
    private final Stores stores;
    private final Tails tails;
    private final Clock clock;

    /** What is still to be stored, in order. */
    private final Map<Object, Runnable> writes = new LinkedHashMap<>();

    /** What is still to be stored of sequences. */
    private final Map<Tail, Sequence> packed = new LinkedHashMap<>();

    StoredOutlet(MessageSender sender, Stores stores, Tails tails, Clock clock) {
        this.clock = clock;
        this.outbox = new Outbox(sender);
        this.stores = stores;
        this.tails = tails;
    }

    @Override
    public void send(OutgoingMessage message) {
        if (outbox.add(message)) {
            write();
            outbox.sendPart();
        }
    }

    @Override
    public Sequence pack(List<Step> steps, @Nullable Tail then) {
        var sequence = new Sequence(steps, then);
        if (tails.travels(sequence)) {
            return sequence;
        }
        var tail = tails.newTail();
        packed.put(tail, sequence);
        writes.put(tail, () -> tails.store(tail, sequence));
        return new Sequence(List.of(), tail);
    }

    @Override
    public Sequence unfold(Sequence sequence) {
        var known = sequence.tail() == null ? null : packed.get(sequence.tail());
        return known == null ? tails.unfold(sequence) : known;
    }

    @Override
    public void sent(Sequence sequence) {
        if (sequence.tail() == null || packed.remove(sequence.tail()) == null) {
            tails.sent(sequence);
        } else {
            writes.remove(sequence.tail());
        }
    }

    @Override
    public Iterator<List<Step>> members(GroupStep group) {
        return tails.members(group);
    }

    @Override
    public void sentMembers(GroupStep group) {
        later(() -> tails.expireMembers(group, clock.instant()));
    }

    @Override
    public void open(StoredJoin join) {
        later(() -> stores.joins().insert(join));
    }

    @Override
    public void seal(String groupId, Stripes stripes) {
        later(() -> stores.joins().seal(groupId, stripes.size(), stripes.counters(), stripes.counts()));
    }

    @Override
    public void close(String groupId, Instant expiresAt) {
        later(() -> stores.joins().close(groupId, expiresAt));
    }

    @Override
    public void end(StoredResult group) {
        later(() -> stores.results().insert(group));
    }

    @Override
    public void finish() {
        write();
        outbox.sendRest();
    }

    @Override
    public boolean hasSent() {
        return outbox.hasSent();
    }

    private void later(Runnable write) {
        writes.put(new Object(), write);
    }

    private void write() {
        writes.values().forEach(Runnable::run);
        writes.clear();
        packed.clear();
    }
}
