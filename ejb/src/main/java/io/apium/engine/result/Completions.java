package io.apium.engine.result;

import io.apium.AsyncResult;
import io.apium.ResultTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The members of a group, each as soon as it has ended. Belongs to one thread. */
final class Completions<E> extends Spliterators.AbstractSpliterator<AsyncResult<E>> {

    private final AsyncResult<?> group;
    private final Duration timeout;
    private final long end;
    private final MemberWatch<E> watch;
    private final AtomicInteger running;
    private final CompletableFuture<@Nullable Void> isOver = new CompletableFuture<>();

    /** What is empty says that no more will come. */
    private final BlockingQueue<Optional<AsyncResult<E>>> completed = new LinkedBlockingQueue<>();

    private int left;

    Completions(Results results, AsyncResult<?> group, List<? extends Member<E>> members, Duration timeout) {
        super(members.size(), 0);
        this.group = group;
        this.timeout = timeout;
        this.end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        this.left = members.size();
        this.running = new AtomicInteger(members.size());
        this.watch = new MemberWatch<>(results, group.id(), members, this::ended, isOver);
    }

    private void ended(AsyncResult<E> member) {
        completed.add(Optional.of(member));
        if (running.decrementAndGet() == 0) {
            isOver.complete(null);
        }
    }

    /** {@return the stream} To close it, or to read it to its end, ends the waiting. */
    @SuppressWarnings("FutureReturnValueIgnored") // Who reads the stream is told.
    Stream<AsyncResult<E>> stream() {
        isOver.whenComplete((nothing, thrown) -> completed.add(Optional.empty()));
        watch.start();
        return StreamSupport.stream(this, false).onClose(() -> isOver.complete(null));
    }

    @Override
    public boolean tryAdvance(Consumer<? super AsyncResult<E>> action) {
        if (left == 0) {
            return false;
        }
        left--;
        action.accept(next());
        return true;
    }

    private AsyncResult<E> next() {
        try {
            var next = completed.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next != null) {
                // What has ended the waiting is thrown.
                return next.orElseGet(this::fail);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isOver.complete(null);
        throw new ResultTimeoutException(group.id(), timeout, group.state());
    }

    private AsyncResult<E> fail() {
        Joining.await(group.id(), isOver);
        throw new IllegalStateException("The stream of the members of group " + group.id() + " was closed");
    }
}
