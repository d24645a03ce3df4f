package io.apium.engine.canvas;

import io.apium.MessageNotSentException;
import io.apium.PayloadTooLargeException;
import io.apium.TaskState;
import io.apium.engine.message.Continuation;
import io.apium.engine.message.GroupStep;
import io.apium.engine.message.Json;
import io.apium.engine.message.MessageCodec;
import io.apium.engine.message.MessageSender;
import io.apium.engine.message.Place;
import io.apium.engine.message.Step;
import io.apium.engine.message.TaskMessage;
import io.apium.engine.result.Pages;
import io.apium.engine.result.ResultEntry;
import io.apium.spi.JoinStore;
import io.apium.spi.OutgoingMessage;
import io.apium.spi.StoredAttempt;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import io.apium.spi.UnreadableMessageException;
import io.apium.spi.WorkflowStore.FailedMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs a failed workflow on: sends the tasks that failed once more, and lets what could not run any more because of them wait
 * again. Belongs to one thread and one transaction.
 */
final class Revival {

    private final Stores stores;
    private final MessageSender sender;
    private final Dispatcher dispatcher;
    private final MessageCodec codec;
    private final Json json;
    private final Clock clock;
    private final Tails tails;
    private final Unsent unsent;

    /** Members that run again, in the order in which all transactions take the locks of joins. */
    private final PriorityQueue<Place> members = new PriorityQueue<>(Comparator.comparing(Place::depth)
            .reversed()
            .thenComparing(Place::group)
            .thenComparing(Place::stripe, Comparator.nullsLast(Comparator.naturalOrder())));

    Revival(Stores stores, MessageSender sender, Dispatcher dispatcher, Json json, Clock clock) {
        this.stores = stores;
        this.sender = sender;
        this.dispatcher = dispatcher;
        this.codec = new MessageCodec(json);
        this.json = json;
        this.clock = clock;
        this.tails = new Tails(stores.workflows(), json, new TaskIds(clock));
        this.unsent = new Unsent(stores, json, clock);
    }

    /**
     * Retries what has failed in the workflow. {@return the ids of those tasks}
     *
     * @throws IllegalStateException if one of them cannot be sent again, or if all of them were revoked
     */
    List<String> retry(String rootId) {
        var failed = notRevoked(rootId, stores.workflows().failed(rootId));
        requireReadable(rootId, failed);
        var retried = new ArrayList<String>();
        for (var message : failed) {
            if (stores.workflows().deleteFailed(message.id())) {
                if (Unsent.isUnsent(message)) {
                    send(message);
                } else {
                    retry(message);
                }
                retried.add(message.id());
            }
        }
        for (var member = members.poll(); member != null; member = members.poll()) {
            reopen(member);
        }
        return retried;
    }

    private void requireReadable(String rootId, List<FailedMessage> failed) {
        var reasons = new ArrayList<String>();
        for (var message : failed) {
            try {
                if (!Unsent.isUnsent(message)) {
                    read(message);
                }
            } catch (UnreadableMessageException e) {
                reasons.add("the message of task " + message.id() + " from queue " + message.queue()
                        + " cannot be read: " + e.getMessage());
            }
        }
        if (!reasons.isEmpty()) {
            throw new IllegalStateException(
                    "Workflow " + rootId + " cannot be run on, and nothing of it was sent again: "
                            + String.join("; ", reasons)
                            + ". A worker that reads it can run the workflow on; otherwise send what is missing as a new canvas");
        }
    }

    /** {@return those that may run} What somebody has revoked is not to, and workers would not let it. */
    private List<FailedMessage> notRevoked(String rootId, List<FailedMessage> failed) {
        var revoked = new HashSet<String>();
        for (var page : Pages.of(failed.stream().map(FailedMessage::id).toList())) {
            revoked.addAll(stores.results().findRevoked(page));
        }
        if (!revoked.isEmpty() && revoked.size() == failed.size()) {
            throw new IllegalStateException(
                    "Workflow " + rootId + " cannot be run on, and nothing of it was sent again:"
                            + " somebody has revoked task " + String.join(", ", revoked)
                            + ", and nothing else has failed. Send what is missing as a new canvas");
        }
        return failed.stream()
                .filter(message -> !revoked.contains(message.id()))
                .toList();
    }

    private TaskMessage read(FailedMessage message) {
        return codec.decode(message.properties(), message::body);
    }

    private void retry(FailedMessage failed) {
        stores.results().find(failed.id()).ifPresent(this::turnIntoAttempt);
        revive(read(failed).continuation());
        sender.send(List.of(new OutgoingMessage(
                failed.queue(),
                failed.priority(),
                Duration.ZERO,
                codec.propertiesOfNextAttempt(failed.properties()),
                codec.bodyThatDoesNotExpire(failed.body()))));
    }

    /** Sends what could not be sent. */
    private void send(FailedMessage failed) {
        var kept = unsent.read(failed);
        revive(new Continuation(kept.sequence(), List.of(), List.of(), kept.place()));
        try {
            var lineage = new Lineage(failed.rootId(), kept.parentId());
            if (dispatcher.send(kept.sequence(), kept.input(), kept.place(), lineage) != null) {
                throw new IllegalStateException("Group " + failed.id() + " has no task that could run again");
            }
        } catch (PayloadTooLargeException | MessageNotSentException e) {
            throw new IllegalStateException(
                    "Workflow " + failed.rootId() + " cannot be run on, and nothing of it was sent again, because "
                            + failed.id() + " still cannot be sent: " + e.getMessage(),
                    e);
        }
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
                        clock.instant().plus(ResultEntry.KEPT)));
    }

    private void revive(Continuation continuation) {
        continuation.links().forEach(this::forgetEnds);
        tails.expire(continuation.rest(), null, (steps, isLast) -> forgetEnds(steps));
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
        var ends = new Ends();
        steps.forEach(ends::forget);
        ends.finish();
    }

    /** Ends that are forgotten, so many at a time. */
    private final class Ends {

        private static final int MANY = 500;

        private final List<String> ids = new ArrayList<>();

        void forget(Step step) {
            ids.add(step.id());
            if (ids.size() == MANY) {
                finish();
            }
            step.links().forEach(link -> link.forEach(this::forget));
            if (step instanceof GroupStep group) {
                tails.members(group).forEachRemaining(member -> member.forEach(this::forget));
                tails.expireMembers(group, null);
            }
        }

        void finish() {
            if (!ids.isEmpty()) {
                stores.results().deleteEnds(List.copyOf(ids));
                ids.clear();
            }
        }
    }
}
