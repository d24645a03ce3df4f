package io.apium.engine.result;

import io.apium.TaskFailure;
import io.apium.TaskState;
import io.apium.engine.message.Place;
import io.apium.engine.message.TaskIdentity;
import io.apium.spi.StoredResult;
import io.apium.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task or group ended, on its way to the store. Unless more is said it has ended as soon as it began, and is remembered
 * as long as a workflow. Belongs to one thread.
 */
public final class ResultEntry {

    /** How long is remembered what a workflow did, or could not do. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final TaskIdentity identity;
    private final TaskState state;
    private final String worker;
    private final Instant endedAt;
    private Instant startedAt;
    private @Nullable Instant expiresAt;
    private @Nullable String value;
    private @Nullable TaskFailure failure;
    private StoredResult.@Nullable Extension extension;
    private StoredResult.@Nullable Member member;
    private List<String> children = List.of();

    /** Begins with what is known of everything that ends. */
    public ResultEntry(TaskIdentity identity, TaskState state, String worker, Instant endedAt) {
        this.identity = identity;
        this.state = state;
        this.worker = worker;
        this.endedAt = endedAt;
        this.startedAt = endedAt;
        this.expiresAt = endedAt.plus(KEPT);
    }

    /** {@return the identity of a group} */
    public static TaskIdentity group(String id, String rootId, @Nullable String parentId) {
        return new TaskIdentity(id, StoredResult.GROUP, 0, rootId, parentId);
    }

    /** Says what it returned, as JSON. */
    public ResultEntry value(@Nullable String json) {
        value = json;
        return this;
    }

    /** Says why it did not succeed. */
    public ResultEntry failure(@Nullable TaskFailure why) {
        failure = why;
        return this;
    }

    /** Says for which place in a group its value counts. */
    public ResultEntry at(@Nullable Place place) {
        member = place == null ? null : new StoredResult.Member(place.group(), place.index());
        return this;
    }

    /** Says what it has sent. */
    public ResultEntry children(List<String> ids) {
        children = ids;
        return this;
    }

    /** Says when the worker took it up. */
    public ResultEntry startedAt(Instant when) {
        startedAt = when;
        return this;
    }

    /** Says when it may be deleted; null for never. */
    public ResultEntry expiresAt(@Nullable Instant when) {
        expiresAt = when;
        return this;
    }

    /** Says what is kept on demand. */
    public ResultEntry extension(StoredResult.@Nullable Extension more) {
        extension = more;
        return this;
    }

    /** Stores it, and tells who waits for it, in the current transaction. */
    public void store(Stores stores, ResultEvents events) {
        stores.results().insert(toStored());
        announce(events);
    }

    /** Tells who waits for it, by the commit of the current transaction. */
    public void announce(ResultEvents events) {
        events.announce(identity, state, worker);
    }

    /** {@return the result as it is stored} */
    public StoredResult toStored() {
        return new StoredResult(
                identity.id(),
                identity.task(),
                state,
                identity.attempt(),
                value,
                failure,
                worker,
                identity.rootId(),
                identity.parentId(),
                startedAt,
                endedAt,
                expiresAt,
                extension,
                member,
                children);
    }
}
