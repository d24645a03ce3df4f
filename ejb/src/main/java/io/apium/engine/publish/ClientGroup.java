package io.apium.engine.publish;

import io.apium.GroupResult;
import io.apium.TaskOptions;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chord;
import io.apium.canvas.Group;
import io.apium.canvas.Outcome;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group bound to the client that made it.
 *
 * @param source gives the members
 * @param memberType the type of their values
 */
record ClientGroup<E>(
        EngineTaskClient client,
        Supplier<Stream<Canvas<?>>> source,
        Type memberType,
        boolean isTolerant,
        TaskOptions options,
        List<Canvas<?>> links,
        List<Canvas<?>> errorLinks)
        implements Group<E>, ClientCanvas<List<E>> {

    ClientGroup {
        links = List.copyOf(links);
        errorLinks = List.copyOf(errorLinks);
    }

    static <E> ClientGroup<E> of(EngineTaskClient client, Supplier<Stream<Canvas<?>>> source, Type memberType) {
        return new ClientGroup<>(client, source, memberType, false, TaskOptions.defaults(), List.of(), List.of());
    }

    @Override
    public Type resultType() {
        return client.listOf(memberType);
    }

    @Override
    public Stream<Canvas<?>> members() {
        return source.get();
    }

    @Override
    public GroupResult<E> delay() {
        return client.sendGroup(this);
    }

    @Override
    public <S> Chord<S> join(Canvas<S> body) {
        return new ClientChord<>(
                client,
                this,
                Objects.requireNonNull(body, "The body of a chord is null"),
                TaskOptions.defaults(),
                List.of(),
                List.of());
    }

    @Override
    public <S> Signature<S> nextOf(TaskMethod method, List<@Nullable Object> args) {
        return client.signatureOf(method, args);
    }

    @Override
    public Group<Outcome<E>> tolerateFailures() {
        return new ClientGroup<>(client, source, client.outcomeOf(memberType), true, options, links, errorLinks);
    }

    @Override
    public Group<E> skew(Duration start, Duration step) {
        return skewed(start, step, Long.MAX_VALUE);
    }

    @Override
    public Group<E> skew(Duration start, Duration stop, Duration step) {
        if (step.isNegative() || step.isZero() || stop.compareTo(start) < 0) {
            throw new IllegalArgumentException(
                    "The members of a group cannot start from " + start + " to " + stop + " by " + step
                            + ": the stop must not come before the start, and the step must be more than nothing");
        }
        return skewed(start, step, stop.minus(start).dividedBy(step));
    }

    private Group<E> skewed(Duration start, Duration step, long mostSteps) {
        return with(
                () -> {
                    var index = new AtomicInteger();
                    return source.get().map(member -> {
                        var steps = Math.min(index.getAndIncrement(), mostSteps);
                        return member.set(o -> o.countdown(start.plus(step.multipliedBy(steps))));
                    });
                },
                options);
    }

    @Override
    public Group<E> set(UnaryOperator<TaskOptions.Builder> change) {
        return with(source, change.apply(options.toBuilder()).build());
    }

    @Override
    public Group<E> prepended(@Nullable Object... args) {
        return with(() -> source.get().map(member -> member.prepended(args)), options);
    }

    @Override
    public Group<E> named(String parameter, @Nullable Object value) {
        return with(() -> source.get().map(member -> ClientCanvas.named(member, parameter, value)), options);
    }

    @Override
    public Group<E> immutable() {
        return with(() -> source.get().map(Canvas::immutable), options);
    }

    private Group<E> with(Supplier<Stream<Canvas<?>>> otherSource, TaskOptions otherOptions) {
        return new ClientGroup<>(client, otherSource, memberType, isTolerant, otherOptions, links, errorLinks);
    }

    @Override
    public Group<E> link(Canvas<?> callback) {
        return new ClientGroup<>(
                client, source, memberType, isTolerant, options, ClientCanvas.plus(links, callback), errorLinks);
    }

    @Override
    public Group<E> linkError(Canvas<?> callback) {
        return new ClientGroup<>(
                client, source, memberType, isTolerant, options, links, ClientCanvas.plus(errorLinks, callback));
    }

    @Override
    public Group<E> stamp(Function<Signature<?>, Map<String, ?>> stamps) {
        return new ClientGroup<>(
                client,
                () -> source.get().map(member -> member.stamp(stamps)),
                memberType,
                isTolerant,
                options,
                ClientCanvas.stamped(links, stamps),
                ClientCanvas.stamped(errorLinks, stamps));
    }

    @Override
    public String toString() {
        return CanvasText.of(this);
    }
}
