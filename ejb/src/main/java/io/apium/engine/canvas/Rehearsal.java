package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Sequence.Tail;
import io.apium.engine.message.Step;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends nothing and stores nothing, to see whether all of a large group can be sent before a part of it is with the broker.
 * Belongs to one send.
 */
final class Rehearsal implements Outlet {

    private final MessageSender sender;
    private final Tails tails;
    private final Map<Tail, Sequence> packed = new HashMap<>();

    Rehearsal(MessageSender sender, Tails tails) {
        this.sender = sender;
        this.tails = tails;
    }

    @Override
    public void send(OutgoingMessage message) {
        sender.requireQueue(message);
    }

    @Override
    public Sequence pack(List<Step> steps, @Nullable Tail then) {
        var sequence = new Sequence(steps, then);
        return tails.travels(sequence) ? sequence : remembered(sequence);
    }

    private Sequence remembered(Sequence sequence) {
        var tail = tails.newTail();
        packed.put(tail, sequence);
        return new Sequence(List.of(), tail);
    }

    @Override
    public Sequence unfold(Sequence sequence) {
        var known = sequence.tail() == null ? null : packed.get(sequence.tail());
        return known == null ? tails.unfold(sequence) : known;
    }

    @Override
    public void sent(Sequence sequence) {}

    @Override
    public Iterator<List<Step>> members(GroupStep group) {
        return tails.members(group);
    }

    @Override
    public void sentMembers(GroupStep group) {}

    @Override
    public void open(StoredJoin join) {}

    @Override
    public void seal(String groupId, Stripes stripes) {}

    @Override
    public void close(String groupId, Instant expiresAt) {}

    @Override
    public void end(StoredResult group) {}

    @Override
    public void finish() {}

    @Override
    public boolean hasSent() {
        return false;
    }
}
