package io.apium.engine.canvas;

import io.apium.NoResultStoreException;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Sequence.Tail;
import io.apium.engine.message.Step;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.StoredResult;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends where nothing is stored, so that nothing can wait for a group. Belongs to one send. */
final class UnstoredOutlet implements Outlet {

    private final Outbox outbox;

    UnstoredOutlet(MessageSender sender) {
        this.outbox = new Outbox(sender);
    }

    @Override
    public void send(OutgoingMessage message) {
        if (outbox.add(message)) {
            outbox.sendPart();
        }
    }

    @Override
    public Sequence pack(List<Step> steps, @Nullable Tail then) {
        return new Sequence(steps, then);
    }

    @Override
    public Sequence unfold(Sequence sequence) {
        return sequence;
    }

    @Override
    public void sent(Sequence sequence) {}

    @Override
    public Iterator<List<Step>> members(GroupStep group) {
        return group.members().iterator();
    }

    @Override
    public void sentMembers(GroupStep group) {}

    @Override
    public void open(StoredJoin join) {
        if (join.state() == State.OPEN) {
            throw new NoResultStoreException();
        }
    }

    @Override
    public void seal(String groupId, Stripes stripes) {}

    @Override
    public void close(String groupId, Instant expiresAt) {}

    @Override
    public void end(StoredResult group) {}

    @Override
    public void finish() {
        outbox.sendRest();
    }

    @Override
    public boolean hasSent() {
        return outbox.hasSent();
    }
}
