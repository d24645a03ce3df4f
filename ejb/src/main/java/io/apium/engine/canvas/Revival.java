package io.apium.engine.canvas;

import io.apium.TaskState;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Place;
import io.apium.engine.message.Step;
import io.apium.spi.JoinStore;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.WorkflowStore.FailedMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a failed workflow on: sends the tasks that failed once more, and lets what could not run any more because of them wait
 * again. Belongs to one thread and one transaction.
 */
final class Revival {

    private static final int PAGE = 500;

    private final Stores stores;
    private final MessageSender sender;
    private final MessageCodec codec;
    private final Json json;
    private final Clock clock;
    private final Tails tails;

    /** Members that run again, in the order in which all transactions take the locks of joins. */
    private final PriorityQueue<Place> members = new PriorityQueue<>(Comparator.comparing(Place::depth)
            .reversed()
            .thenComparing(Place::group)
            .thenComparing(Place::stripe, Comparator.nullsLast(Comparator.naturalOrder())));

    Revival(Stores stores, MessageSender sender, Json json, Clock clock) {
        this.stores = stores;
        this.sender = sender;
        this.codec = new MessageCodec(json);
        this.json = json;
        this.clock = clock;
        this.tails = new Tails(stores.workflows(), json, new TaskIds(clock));
    }

    /** Retries what has failed in the workflow. {@return the ids of those tasks} */
    List<String> retry(String rootId) {
        var retried = new ArrayList<String>();
        for (var failed : stores.workflows().failed(rootId)) {
            if (stores.workflows().deleteFailed(failed.id())) {
                retry(failed);
                retried.add(failed.id());
            }
        }
        for (var member = members.poll(); member != null; member = members.poll()) {
            reopen(member);
        }
        return retried;
    }

    private void retry(FailedMessage failed) {
        stores.results().find(failed.id()).ifPresent(this::turnIntoAttempt);
        revive(codec.continuation(failed.body()));
        sender.send(List.of(new OutgoingMessage(
                failed.queue(),
                failed.priority(),
                Duration.ZERO,
                codec.propertiesOfNextAttempt(failed.properties()),
                codec.bodyThatDoesNotExpire(failed.body()))));
    }

    /** It stays decided what became of the attempt that failed, for its message may be on its way back still. */
    private void turnIntoAttempt(StoredResult failed) {
        stores.results().deleteEnds(List.of(failed.id()));
        stores.results()
                .saveAttempt(new StoredAttempt(
                        failed.id(),
                        failed.attempt(),
                        failed.task(),
                        TaskState.RETRY,
                        null,
                        failed.failure(),
                        failed.worker(),
                        failed.startedAt(),
                        failed.endedAt(),
                        clock.instant(),
                        clock.instant().plus(Dispatcher.KEPT)));
    }

    private void revive(Continuation continuation) {
        continuation.links().forEach(this::forgetEnds);
        forgetEnds(tails.all(continuation.rest()));
        tails.expire(continuation.rest(), null);
        var place = continuation.place();
        if (place != null && place.reports()) {
            members.add(place);
        }
    }

    private void reopen(Place member) {
        if (stores.joins().revive(member.group(), stripe(member)) == JoinStore.Revival.REOPENED) {
            stores.results().deleteEnds(List.of(member.group()));
            var join = stores.joins().find(member.group()).orElseThrow();
            revive(Joins.read(json, join).continuation());
        }
    }

    private static @Nullable Integer stripe(Place member) {
        return Integer.valueOf(Place.ROOT).equals(member.stripe()) ? null : member.stripe();
    }

    private void forgetEnds(List<Step> steps) {
        var ids = steps.stream().flatMap(Revival::ids).toList();
        for (int from = 0; from < ids.size(); from += PAGE) {
            stores.results().deleteEnds(ids.subList(from, Math.min(ids.size(), from + PAGE)));
        }
    }

    private static Stream<String> ids(Step step) {
        var below = step instanceof GroupStep group
                ? Stream.concat(group.members().stream(), step.links().stream())
                : step.links().stream();
        return Stream.concat(Stream.of(step.id()), below.flatMap(List::stream).flatMap(Revival::ids));
    }
}
