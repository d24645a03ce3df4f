package io.apium.engine.result;

import io.apium.spi.StoredResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Waits for the members of a group. It hears of each that ends, and asks the store for all of those at once; whether it has
 * missed one shows in how many have ended. Thread-safe.
 */
final class MemberWatch<E> {

    private final Results results;
    private final String groupId;
    private final Consumer<Member<E>> whenEnded;
    private final CompletableFuture<?> future;
    private final Map<String, Member<E>> open = new LinkedHashMap<>();
    private final int size;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Poll poll;
    private final Consumer<String> waker;

    /**
     * Creates a watch.
     *
     * @param whenEnded is told of each member that has ended, one after the other
     * @param future when it is done, nobody waits any more
     */
    MemberWatch(
            Results results,
            String groupId,
            List<? extends Member<E>> members,
            Consumer<Member<E>> whenEnded,
            CompletableFuture<?> future) {
        this.results = results;
        this.groupId = groupId;
        this.whenEnded = whenEnded;
        this.future = future;
        members.forEach(member -> open.put(member.id(), member));
        this.size = open.size();
        this.poll = new Poll(results.scheduler(), this::look, future);
        this.waker = id -> {
            heard.add(id);
            poll.lookSoon();
        };
    }

    /** Looks for members that have ended, and goes on until the future is done. */
    void start() {
        if (poll.look()) {
            return;
        }
        listen();
        // Only now is nothing missed that happens after this look.
        poll.run();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What follows the future's end is done for nobody else.
    private synchronized void listen() {
        open.keySet().forEach(id -> results.events().await(id, waker));
        future.whenComplete((value, thrown) -> stopListening());
    }

    private synchronized void stopListening() {
        open.keySet().forEach(id -> results.events().stopWaiting(id, waker));
    }

    private synchronized void look() {
        var ids = new ArrayList<String>();
        for (var id = heard.poll(); id != null; id = heard.poll()) {
            ids.add(id);
        }
        if (!ids.isEmpty()) {
            find(ids);
        } else if (GroupStates.sum(results.countMembers(groupId)) != size - open.size()) {
            find(List.copyOf(open.keySet()));
        }
    }

    private void find(List<String> ids) {
        for (var page : Pages.of(ids)) {
            results.findAll(page).forEach(this::end);
            if (future.isDone()) {
                return;
            }
        }
    }

    private void end(StoredResult how) {
        var member = open.remove(how.id());
        if (member != null) {
            results.events().stopWaiting(how.id(), waker);
            member.ended(how);
            whenEnded.accept(member);
        }
    }
}
