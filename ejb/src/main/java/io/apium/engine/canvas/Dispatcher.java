package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.apium.MessageNotSentException;
import io.apium.NoResultStoreException;
import io.apium.PayloadTooLargeException;
import io.apium.TaskState;
import io.apium.engine.message.Arguments;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.LimitOptions;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Place;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskIdentity;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.message.TaskStep;
import io.apium.engine.result.Outcomes;
import io.apium.engine.task.TaskAttributes;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends sequences: the first step of each, with the rest as its continuation. A task is a message. A group is a message for
 * each member, and if anybody waits for its values, a join. All in the current transaction. Thread-safe.
 */
public final class Dispatcher {

    /** How long is remembered what a workflow did, or could not do. */
    static final Duration KEPT = Duration.ofDays(7);

    /** How many members of a batchable task share a stripe: as many as share a transaction. */
    private static final int RUN = 50;

    private final TaskRegistry registry;
    private final MessageSender sender;
    private final @Nullable Stores stores;
    private final Json json;
    private final String defaultQueue;
    private final Clock clock;
    private final @Nullable Tails tails;

    /**
     * Creates a dispatcher.
     *
     * @param stores keep joins and tails; null if nobody does, so that nothing can wait for anything
     * @param defaultQueue the queue of tasks that name none
     */
    public Dispatcher(
            TaskRegistry registry,
            MessageSender sender,
            @Nullable Stores stores,
            Json json,
            String defaultQueue,
            Clock clock) {
        this.registry = registry;
        this.sender = sender;
        this.stores = stores;
        this.json = json;
        this.defaultQueue = defaultQueue;
        this.clock = clock;
        this.tails = stores == null ? null : new Tails(stores.workflows(), json, new TaskIds(clock));
    }

    /** Sends a sequence that nothing goes before. */
    public void send(List<Step> steps, Lineage lineage) {
        send(new Sequence(steps, null), Input.None.FIRST, null, lineage);
    }

    /** Sends a group whose members are never held as a whole, and what follows it. */
    public void send(GroupStep group, Iterator<List<Step>> members, List<Step> rest, Lineage lineage) {
        var outbox = new Outbox(sender);
        sendGroup(group, members, pack(rest), Input.None.FIRST, null, lineage, outbox);
        outbox.flush();
    }

    /**
     * Sends a sequence.
     *
     * @param place the place in a group that it has, or null
     * @return its value, if it has ended without a task: all of it are empty groups; else null
     * @throws PartlySentException if a part of it is sent, and the rest cannot be
     */
    @Nullable
    JsonNode send(Sequence sequence, Input input, @Nullable Place place, Lineage lineage) {
        var outbox = new Outbox(sender);
        try {
            var value = send(sequence, input, place, lineage, outbox);
            outbox.flush();
            return value;
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            if (outbox.hasSent()) {
                throw new PartlySentException(e);
            }
            throw e;
        }
    }

    private @Nullable JsonNode send(
            Sequence sequence, Input input, @Nullable Place place, Lineage lineage, Outbox outbox) {
        var unfolded = tails == null ? sequence : tails.unfold(sequence);
        if (unfolded.steps().get(0) instanceof GroupStep group) {
            return sendGroup(group, group.members().iterator(), rest(unfolded), input, place, lineage, outbox);
        }
        outbox.add(first(unfolded, input, place, lineage));
        return null;
    }

    /** {@return the message of the first step, which is a task} */
    OutgoingMessage first(Sequence unfolded, Input input, @Nullable Place place, Lineage lineage) {
        var task = (TaskStep) unfolded.steps().get(0);
        return outgoing(
                task,
                input,
                new Continuation(rest(unfolded), task.links(), task.errors(), place, input.follows()),
                lineage);
    }

    private Sequence rest(Sequence unfolded) {
        var more = unfolded.steps().subList(1, unfolded.steps().size());
        return unfolded.tail() == null ? pack(more) : new Sequence(more, unfolded.tail());
    }

    private @Nullable JsonNode sendGroup(
            GroupStep group,
            Iterator<List<Step>> members,
            Sequence rest,
            Input input,
            @Nullable Place place,
            Lineage lineage,
            Outbox outbox) {
        var firstMembers = take(members, Stripes.SMALL);
        var stripes = stripes(members.hasNext(), firstMembers);
        var continuation = new Continuation(rest, group.links(), group.errors(), place);
        var isWaitedFor = isWaitedFor(continuation, input);
        open(group, continuation, input, lineage, isWaitedFor);
        var depth = place == null ? 0 : place.depth() + 1;
        var absorbed = group.tolerant() || (place != null && place.absorbed());
        var taken = input instanceof Input.Values values
                ? new Input.Values(values.taken().byMany())
                : input;
        var values = json.newArray();
        var endedIds = new ArrayList<String>();
        var latest = Duration.ZERO;
        for (var all = concat(firstMembers.iterator(), members); all.hasNext(); ) {
            var index = stripes.size();
            var stripe = stripes.next();
            var own = new Place(group.id(), index, isWaitedFor ? stripe : null, depth, group.tolerant(), absorbed);
            var member = all.next();
            var value = send(new Sequence(member, null), taken, own, lineage, outbox);
            latest = max(latest, delay(member));
            if (value != null) {
                stripes.hasEnded(stripe);
                endedIds.add(member.get(member.size() - 1).id());
                values.add(value);
            }
        }
        if (values.size() == stripes.size()) {
            if (input instanceof Input.Values unneeded && stores != null) {
                stores.joins().close(unneeded.taken().group(), clock.instant().plus(KEPT));
            }
            return end(group, group.tolerant() ? Outcomes.of(endedIds, values) : values, continuation, lineage, outbox);
        }
        if (stores != null) {
            stores.joins().seal(group.id(), stripes.size(), stripes.counters(), stripes.counts());
            if (!isWaitedFor && !latest.isZero()) {
                stores.joins().close(group.id(), clock.instant().plus(KEPT).plus(latest));
            }
        }
        return null;
    }

    /**
     * {@return how the members of a group are counted}
     *
     * @param isLarge whether there are more than fit a small one
     */
    Stripes stripes(boolean isLarge, List<List<Step>> members) {
        return new Stripes(isLarge, isBatchable(members) ? RUN : 1);
    }

    /** {@return how long a member is held back in all} */
    private Duration delay(List<Step> member) {
        var now = clock.instant();
        return member.stream()
                .map(step -> step instanceof TaskStep task ? task.sending().delay(now) : Duration.ZERO)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static boolean isWaitedFor(Continuation continuation, Input input) {
        var place = continuation.place();
        return !continuation.rest().hasEnded()
                || !continuation.links().isEmpty()
                || !continuation.errors().isEmpty()
                || place != null
                || input instanceof Input.Values;
    }

    /** A group without tasks has ended before it begins, and what follows it is sent at once. */
    private @Nullable JsonNode end(
            GroupStep group, ArrayNode values, Continuation continuation, Lineage lineage, Outbox outbox) {
        var rest = continuation.rest();
        if (stores != null) {
            stores.joins().seal(group.id(), values.size(), 0, List.of());
            stores.joins().close(group.id(), clock.instant().plus(KEPT));
            stores.results().insert(result(group, values, continuation.ownPlace(), lineage));
        }
        var below = new Lineage(lineage.rootId(), group.id());
        for (var link : group.links()) {
            send(new Sequence(link, null), new Input.Value(values), null, below, outbox);
        }
        if (rest.hasEnded()) {
            return values;
        }
        var value = send(rest, new Input.Value(values), continuation.place(), below, outbox);
        if (tails != null) {
            tails.sent(rest);
        }
        return value;
    }

    private StoredResult result(GroupStep group, ArrayNode values, @Nullable Place place, Lineage lineage) {
        var now = clock.instant();
        return new StoredResult(
                group.id(),
                StoredResult.GROUP,
                TaskState.SUCCESS,
                0,
                values.toString(),
                null,
                sender.origin(),
                lineage.rootId(),
                lineage.parentId(),
                now,
                now,
                now.plus(KEPT),
                null,
                place == null ? null : new StoredResult.Member(place.group(), place.index()),
                List.of());
    }

    private void open(GroupStep group, Continuation continuation, Input input, Lineage lineage, boolean isWaitedFor) {
        if (stores == null) {
            if (isWaitedFor) {
                throw new NoResultStoreException();
            }
            return;
        }
        var outer = continuation.ownPlace();
        stores.joins()
                .insert(new StoredJoin(
                        group.id(),
                        lineage.rootId(),
                        outer != null && outer.reports() ? outer.group() : null,
                        isWaitedFor ? State.OPEN : State.CLOSED,
                        0,
                        group.tolerant(),
                        write(new JoinContent(
                                isWaitedFor ? continuation : Continuation.NONE,
                                lineage.parentId(),
                                input instanceof Input.Values values
                                        ? values.taken().group()
                                        : null)),
                        isWaitedFor ? null : clock.instant().plus(KEPT)));
    }

    /** {@return the message of a task that takes the input} */
    private OutgoingMessage outgoing(TaskStep step, Input input, Continuation continuation, Lineage lineage) {
        var now = clock.instant();
        var message = message(step, input, continuation, lineage);
        var attributes =
                registry.find(step.task()).map(TaskDefinition::attributes).orElse(TaskAttributes.DEFAULTS);
        var options = step.sending();
        var queue = options.queue() == null ? attributes.queue() : options.queue();
        return sender.outgoing(
                message,
                queue == null ? defaultQueue : queue,
                options.priority() == null ? attributes.priority() : options.priority(),
                options.delay(now));
    }

    /** {@return the message of a task that nothing goes before, and nothing follows} */
    public TaskMessage message(TaskStep step, Lineage lineage) {
        return message(step, Input.None.FIRST, Continuation.NONE, lineage);
    }

    private TaskMessage message(TaskStep step, Input input, Continuation continuation, Lineage lineage) {
        var now = clock.instant();
        var attributes =
                registry.find(step.task()).map(TaskDefinition::attributes).orElse(TaskAttributes.DEFAULTS);
        var options = step.sending();
        var args = step.args();
        if (input instanceof Input.Value value && !step.immutable()) {
            args = new ArrayList<>(step.args());
            args.add(0, value.value());
        }
        var expires = options.expires(now);
        return new TaskMessage(
                new TaskIdentity(step.id(), step.task(), step.attempt(), lineage.rootId(), lineage.parentId()),
                new Arguments(args, step.named()),
                expires == null && attributes.expires() != null ? now.plus(attributes.expires()) : expires,
                options.shadow() == null ? attributes.shadow() : options.shadow(),
                options.ignoreResult(),
                options.retry() == null ? RetryOptions.NONE : options.retry(),
                options.limits() == null ? LimitOptions.NONE : options.limits(),
                options.headers(),
                input instanceof Input.Values values && !step.immutable() ? values.taken() : null,
                step.stamps(),
                continuation);
    }

    private Sequence pack(List<Step> steps) {
        if (steps.isEmpty()) {
            return Sequence.NONE;
        }
        return tails == null ? new Sequence(steps, null) : tails.pack(steps);
    }

    private boolean isBatchable(List<List<Step>> members) {
        return !members.isEmpty()
                && members.get(0).get(0) instanceof TaskStep task
                && registry.find(task.task())
                        .map(definition -> definition.attributes().batchable())
                        .orElse(false);
    }

    private String write(JoinContent content) {
        return json.writeTrees(content);
    }

    private static <T> List<T> take(Iterator<T> all, int most) {
        var some = new ArrayList<T>();
        while (some.size() < most && all.hasNext()) {
            some.add(all.next());
        }
        return some;
    }

    private static <T> Iterator<T> concat(Iterator<T> some, Iterator<T> more) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return some.hasNext() || more.hasNext();
            }

            @Override
            public T next() {
                return some.hasNext() ? some.next() : more.next();
            }
        };
    }
}
