package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Place;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskStep;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.Stores;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends sequences: the first step of each, with the rest as its continuation. A task is a message. A group is a message for
 * each member, and if anybody waits for its values, a join. All in the current transaction. Thread-safe.
 */
public final class Dispatcher {

    /** How many members of a batchable task share a stripe: as many as share a transaction. */
    private static final int RUN = 50;

    private final Messages messages;
    private final MessageSender sender;
    private final @Nullable Stores stores;
    private final Json json;
    private final Clock clock;
    private final @Nullable Tails tails;

    /**
     * Creates a dispatcher.
     *
     * @param stores keep joins and tails; null if nobody does, so that nothing can wait for anything
     */
    public Dispatcher(Messages messages, MessageSender sender, @Nullable Stores stores, Json json, Clock clock) {
        this.messages = messages;
        this.sender = sender;
        this.stores = stores;
        this.json = json;
        this.clock = clock;
        this.tails = stores == null ? null : new Tails(stores.workflows(), json, new TaskIds(clock));
    }

    /**
     * How a sequence is sent.
     *
     * @param input what its first step takes
     * @param place the place in a group that it has, or null
     * @param lineage where it comes from
     */
    record To(Input input, @Nullable Place place, Lineage lineage) {}

    /** Sends a sequence that nothing goes before. */
    public void send(List<Step> steps, Lineage lineage) {
        send(new Sequence(steps, null), Input.None.FIRST, null, lineage);
    }

    /** Sends a group whose members are never held as a whole, and what follows it. */
    public void send(GroupStep group, Iterator<List<Step>> members, List<Step> rest, Lineage lineage) {
        var outlet = outlet();
        sending(group, new Sequence(rest, null), new To(Input.None.FIRST, null, lineage), outlet)
                .send(members);
        outlet.finish();
    }

    /** {@return what stores the members of large groups that come later; in the current transaction} */
    public Planner.Crowd crowd() {
        return tails == null ? Planner.Crowd.HELD : new StoredCrowd(tails);
    }

    /**
     * Sends a sequence, all that is to be sent of it now or nothing.
     *
     * @param place the place in a group that it has, or null
     * @return its value, if it has ended without a task: all of it are empty groups; else null
     * @throws PayloadTooLargeException if a message is too large
     * @throws MessageNotSentException if the broker refuses one
     */
    @Nullable
    JsonNode send(Sequence sequence, Input input, @Nullable Place place, Lineage lineage) {
        var to = new To(input, place, lineage);
        if (tails != null && messages(tails.unfold(sequence).steps().get(0)) >= Outbox.FULL) {
            send(sequence, to, new Rehearsal(sender, tails));
        }
        var outlet = outlet();
        try {
            var value = send(sequence, to, outlet);
            outlet.finish();
            return value;
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            if (outlet.hasSent()) {
                throw new PartlySentException(e);
            }
            throw e;
        }
    }

    private Outlet outlet() {
        return stores == null || tails == null
                ? new UnstoredOutlet(sender)
                : new StoredOutlet(sender, stores, tails, clock);
    }

    /** {@return how many messages that is; at least as many as fill an outbox, if they are stored} */
    private static int messages(Step first) {
        return first instanceof GroupStep group
                ? group.members().stream()
                        .mapToInt(member -> messages(member.get(0)))
                        .reduce(group.more() == null ? 0 : Outbox.FULL, Integer::sum)
                : 1;
    }

    /** Sends what is in a sequence, or in one of its parts. {@return its value if it has ended without a task; else null} */
    @Nullable
    JsonNode send(Sequence sequence, To to, Outlet outlet) {
        var unfolded = outlet.unfold(sequence);
        var rest = new Sequence(unfolded.steps().subList(1, unfolded.steps().size()), unfolded.tail());
        if (unfolded.steps().get(0) instanceof GroupStep group) {
            var value = sending(group, rest, to, outlet).send(outlet.members(group));
            outlet.sentMembers(group);
            return value;
        }
        outlet.send(outgoing((TaskStep) unfolded.steps().get(0), rest, to, outlet));
        return null;
    }

    private GroupSending sending(GroupStep group, Sequence rest, To to, Outlet outlet) {
        return new GroupSending(this, outlet, group, outlet.pack(rest.steps(), rest.tail()), to, clock.instant());
    }

    private OutgoingMessage outgoing(TaskStep task, Sequence rest, To to, Outlet outlet) {
        var continuation = new Continuation(
                outlet.pack(rest.steps(), rest.tail()),
                task.links(),
                task.errors(),
                to.place(),
                to.input().follows());
        return messages.outgoing(task, to.input(), continuation, to.lineage());
    }

    /**
     * {@return how the members of a group are counted}
     *
     * @param isLarge whether there are more than fit a small one
     */
    Stripes stripes(boolean isLarge, List<List<Step>> members) {
        return new Stripes(isLarge, messages.areBatchable(members) ? RUN : 1);
    }

    /** {@return who sends} */
    String origin() {
        return sender.origin();
    }

    Json json() {
        return json;
    }
}
