package io.apium.engine.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.apium.TaskState;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Place;
import io.apium.engine.message.Sequence;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskStep;
import io.apium.engine.result.Outcomes;
import io.apium.engine.result.ResultEntry;
import io.apium.spi.StoredJoin;
import io.apium.spi.StoredJoin.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group on its way: a message for each member, and who waits for their values. Belongs to one thread. */
final class GroupSending {

    private final Dispatcher dispatcher;
    private final Outlet outlet;
    private final GroupStep group;
    private final Continuation continuation;
    private final Dispatcher.To to;
    private final Instant now;
    private final boolean isWaitedFor;

    /** The ids and values of members that have ended before they began. */
    private final List<String> endedIds = new ArrayList<>();

    private final ArrayNode values;
    private Duration latest = Duration.ZERO;

    GroupSending(Dispatcher dispatcher, Outlet outlet, GroupStep group, Sequence rest, Dispatcher.To to, Instant now) {
        this.dispatcher = dispatcher;
        this.outlet = outlet;
        this.group = group;
        this.continuation = new Continuation(rest, group.links(), group.errors(), to.place());
        this.to = to;
        this.now = now;
        this.values = dispatcher.json().newArray();
        this.isWaitedFor = !rest.hasEnded()
                || !group.links().isEmpty()
                || !group.errors().isEmpty()
                || to.place() != null
                || to.input() instanceof Input.Values;
    }

    /** Sends the members. {@return the group's values, if it has ended without a task; else null} */
    @Nullable
    JsonNode send(Iterator<List<Step>> members) {
        var first = take(members, Stripes.SMALL);
        var stripes = dispatcher.stripes(members.hasNext(), first);
        outlet.open(join());
        first.forEach(member -> send(member, stripes));
        members.forEachRemaining(member -> send(member, stripes));
        if (values.size() == stripes.size()) {
            return end(stripes);
        }
        outlet.seal(group.id(), stripes);
        if (!isWaitedFor && !latest.isZero()) {
            outlet.close(group.id(), now.plus(ResultEntry.KEPT).plus(latest));
        }
        return null;
    }

    private void send(List<Step> member, Stripes stripes) {
        var index = stripes.size();
        var stripe = stripes.next();
        var outer = to.place();
        var place = new Place(
                group.id(),
                index,
                isWaitedFor ? stripe : null,
                outer == null ? 0 : outer.depth() + 1,
                group.tolerant(),
                group.tolerant() || (outer != null && outer.absorbed()));
        var taken = to.input() instanceof Input.Values all
                ? new Input.Values(all.taken().byMany())
                : to.input();
        var value = dispatcher.send(new Sequence(member, null), new Dispatcher.To(taken, place, to.lineage()), outlet);
        if (value != null) {
            stripes.hasEnded(stripe);
            endedIds.add(member.get(member.size() - 1).id());
            values.add(value);
        }
        var delay = delay(member);
        latest = delay.compareTo(latest) > 0 ? delay : latest;
    }

    /** {@return how long a member is held back in all} */
    private Duration delay(List<Step> member) {
        return member.stream()
                .map(step -> step instanceof TaskStep task ? task.sending().delay(now) : Duration.ZERO)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** A group without tasks has ended before it begins, and what follows it is sent at once. */
    private @Nullable JsonNode end(Stripes stripes) {
        if (to.input() instanceof Input.Values unneeded) {
            outlet.close(unneeded.taken().group(), now.plus(ResultEntry.KEPT));
        }
        var all = group.tolerant() ? Outcomes.of(endedIds, values) : values;
        var lineage = to.lineage();
        outlet.seal(group.id(), stripes);
        outlet.close(group.id(), now.plus(ResultEntry.KEPT));
        outlet.end(new ResultEntry(
                        ResultEntry.group(group.id(), lineage.rootId(), lineage.parentId()),
                        TaskState.SUCCESS,
                        dispatcher.origin(),
                        now)
                .value(all.toString())
                .at(continuation.ownPlace())
                .toStored());
        var below = new Lineage(lineage.rootId(), group.id());
        for (var link : group.links()) {
            dispatcher.send(new Sequence(link, null), new Dispatcher.To(new Input.Value(all), null, below), outlet);
        }
        var rest = continuation.rest();
        if (rest.hasEnded()) {
            return all;
        }
        var value = dispatcher.send(rest, new Dispatcher.To(new Input.Value(all), to.place(), below), outlet);
        outlet.sent(rest);
        return value;
    }

    private StoredJoin join() {
        var outer = continuation.ownPlace();
        var taken = to.input() instanceof Input.Values values ? values.taken().group() : null;
        var content = new JoinContent(
                isWaitedFor ? continuation : Continuation.NONE, to.lineage().parentId(), taken);
        return new StoredJoin(
                group.id(),
                to.lineage().rootId(),
                outer != null && outer.reports() ? outer.group() : null,
                isWaitedFor ? State.OPEN : State.CLOSED,
                0,
                group.tolerant(),
                dispatcher.json().writeTrees(content),
                isWaitedFor ? null : now.plus(ResultEntry.KEPT));
    }

    private static <T> List<T> take(Iterator<T> all, int most) {
        var some = new ArrayList<T>();
        while (some.size() < most && all.hasNext()) {
            some.add(all.next());
        }
        return some;
    }
}
