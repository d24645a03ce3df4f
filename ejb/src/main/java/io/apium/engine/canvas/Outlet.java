package io.apium.engine.canvas;

import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Sequence.Tail;
import io.apium.engine.message.Step;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredResult;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a canvas goes when it is sent: what is handed to the broker, and what is stored. Belongs to one send. */
interface Outlet {

    /**
     * Sends a message.
     *
     * @throws io.apium.MessageNotSentException if its queue does not exist
     */
    void send(OutgoingMessage message);

    /**
     * {@return a sequence as it can travel}
     *
     * @param then where more is stored that follows the steps, or null
     */
    Sequence pack(List<Step> steps, @Nullable Tail then);

    /** {@return the sequence, so that it shows its first step} */
    Sequence unfold(Sequence sequence);

    /** The first step of the sequence has been sent. */
    void sent(Sequence sequence);

    /** {@return the members of a group, also those that are stored} */
    Iterator<List<Step>> members(GroupStep group);

    /** All members of the group have been sent. */
    void sentMembers(GroupStep group);

    /** Stores who waits for a group. */
    void open(StoredJoin join);

    /** Sets the counters of a join. */
    void seal(String groupId, Stripes stripes);

    /** Lets a join expire. */
    void close(String groupId, Instant expiresAt);

    /** Stores the end of a group without tasks. */
    void end(StoredResult group);

    /** Does what has not been done yet. */
    void finish();

    /** {@return whether some messages are with the broker, so that only a rollback takes them back} */
    boolean hasSent();
}
