package io.apium.engine.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.apium.AsyncResult;
import io.apium.GroupResult;
import io.apium.ResultType;
import io.apium.TaskClient;
import io.apium.Workflow;
import io.apium.canvas.Canvas;
import io.apium.canvas.Chain;
import io.apium.canvas.Group;
import io.apium.canvas.Outcome;
import io.apium.canvas.Signature;
import io.apium.canvas.TaskMethod;
import io.apium.engine.canvas.Workflows;
import io.apium.engine.execute.LocalExecution;
import io.apium.engine.message.Json;
import io.apium.engine.result.Results;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskReference;
import io.apium.engine.task.TaskRegistry;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The client of an engine: makes signatures, sends them, or calls them on the spot. Thread-safe. */
public final class EngineTaskClient implements TaskClient {

    private final Publisher publisher;
    private final TaskRegistry registry;
    private final LocalCalls local;
    private final Results results;
    private final Workflows workflows;
    private final Json json;
    private final CanvasJson canvases;
    private final Maps maps;

    /** Creates a client. */
    public EngineTaskClient(
            Publisher publisher,
            TaskRegistry registry,
            LocalExecution local,
            Results results,
            Workflows workflows,
            Json json) {
        this.publisher = publisher;
        this.registry = registry;
        this.local = new LocalCalls(publisher, registry, local, json);
        this.results = results;
        this.workflows = workflows;
        this.json = json;
        this.canvases = new CanvasJson(this, json);
        this.maps = new Maps(this, registry);
        json.canvases(canvases);
    }

    @Override
    public <R> Signature<R> signatureOf(TaskMethod method, List<@Nullable Object> args) {
        var reference = TaskReference.of(method);
        return signature(reference.task(), args, reference.resultType());
    }

    @Override
    public Signature<Object> signature(String task, @Nullable Object... args) {
        if (task.isBlank()) {
            throw new IllegalArgumentException("The name of a task must not be blank");
        }
        return signature(task, Arrays.asList(args), Object.class);
    }

    private <R> Signature<R> signature(String task, List<@Nullable Object> args, Type resultType) {
        // The registry knows more than the caller: the method behind a name, and what its type variables stand for.
        return ClientSignature.of(this, task, args, resultType(task).orElse(resultType));
    }

    /** {@return the type of the value of a task that is known here} The engine's own tasks return what others return. */
    Optional<Type> resultType(String task) {
        return registry.find(task)
                .<Type>map(TaskDefinition::resultType)
                .map(type -> JsonNode.class.isAssignableFrom(
                                json.types().constructType(type).getRawClass())
                        ? Object.class
                        : type);
    }

    @Override
    public Chain<Object> chain(Iterable<? extends Canvas<?>> steps) {
        return ClientChain.of(
                this,
                StreamSupport.stream(steps.spliterator(), false)
                        .map(step -> Objects.requireNonNull(step, "A step of a chain is null")));
    }

    @Override
    public <E> Group<E> group(Iterable<? extends Canvas<? extends E>> members) {
        var list = new ArrayList<Canvas<?>>();
        members.forEach(member -> list.add(Objects.requireNonNull(member, "A member of a group is null")));
        return ClientGroup.of(this, list::stream, memberType(list));
    }

    @Override
    public <E> Group<E> group(Stream<? extends Canvas<? extends E>> members) {
        return ClientGroup.of(
                this,
                new Once<Canvas<?>>(
                        members.map(member -> Objects.requireNonNull(member, "A member of a group is null"))),
                Object.class);
    }

    @Override
    public <S> Group<S> groupOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args) {
        var list = new ArrayList<@Nullable Object>();
        items.forEach(list::add);
        return groupOf(list::stream, method, args);
    }

    @Override
    public <S> Group<S> groupOf(Stream<?> items, TaskMethod method, List<@Nullable Object> args) {
        return groupOf(new Once<Object>(items.map(item -> item)), method, args);
    }

    /** Items that can be read once. */
    private static final class Once<T extends @Nullable Object> implements Supplier<Stream<T>> {

        private final Stream<T> items;
        private final AtomicBoolean isRead = new AtomicBoolean();

        Once(Stream<T> items) {
            this.items = items;
        }

        @Override
        public Stream<T> get() {
            if (isRead.getAndSet(true)) {
                throw new IllegalStateException(
                        "The group was made of a stream, which can be read only once, and was sent"
                                + " or written already. Make it of a list");
            }
            return items;
        }
    }

    private <S> Group<S> groupOf(
            Supplier<? extends Stream<? extends @Nullable Object>> items,
            TaskMethod method,
            List<@Nullable Object> args) {
        var member = this.<S>signatureOf(method, args);
        return ClientGroup.of(
                this,
                () -> items.get().map(item -> member.prepended(new @Nullable Object[] {item})),
                member.resultType());
    }

    @Override
    public <S> Signature<List<S>> mapOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args) {
        return maps.map(this.<S>signatureOf(method, args), items);
    }

    @Override
    public <S> Group<List<S>> chunksOf(Iterable<?> items, int size, TaskMethod method, List<@Nullable Object> args) {
        return maps.mapChunks(this.<S>signatureOf(method, args), items, size);
    }

    @Override
    public <S> Group<List<S>> chunksOf(Stream<?> items, int size, TaskMethod method, List<@Nullable Object> args) {
        return maps.mapChunks(this.<S>signatureOf(method, args), items, size);
    }

    @Override
    public Canvas<Object> canvas(String text) {
        try {
            return canvases.read(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no canvas: " + e.getOriginalMessage(), e);
        }
    }

    String write(Canvas<?> canvas) {
        return canvases.write(canvas).toString();
    }

    Maps maps() {
        return maps;
    }

    Type listOf(Type member) {
        return json.types().constructCollectionType(List.class, json.types().constructType(boxed(member)));
    }

    Type outcomeOf(Type member) {
        return json.types().constructParametricType(Outcome.class, json.types().constructType(boxed(member)));
    }

    /** {@return the type of an element, which may be null} */
    private Type boxed(Type type) {
        var raw = json.types().constructType(type).getRawClass();
        return raw.isPrimitive() ? MethodType.methodType(raw).wrap().returnType() : type;
    }

    /** {@return the type of the values of all members, if it is one} */
    Type memberType(List<? extends Canvas<?>> members) {
        var types = members.stream().map(Canvas::resultType).distinct().toList();
        return types.size() == 1 ? types.get(0) : Object.class;
    }

    @Override
    public <R> AsyncResult<R> result(String taskId, Class<R> type) {
        return results.of(taskId, type);
    }

    @Override
    public <R> AsyncResult<R> result(String taskId, ResultType<R> type) {
        return results.of(taskId, type.type());
    }

    @Override
    public <E> GroupResult<E> groupResult(String groupId, Class<E> type) {
        return results.ofGroup(groupId, type, null);
    }

    @Override
    public Workflow workflow(String rootId) {
        return workflows.of(rootId);
    }

    <R> AsyncResult<R> send(ClientCanvas<R> canvas) {
        var sent = publisher.publish(canvas);
        return results.ofSent(sent.steps(), sent.rootId(), canvas.resultType());
    }

    @SuppressWarnings("unchecked") // The only step of a group is a group.
    <E> GroupResult<E> sendGroup(ClientGroup<E> group) {
        return (GroupResult<E>) send(group);
    }

    <R> AsyncResult<R> apply(ClientSignature<R> signature) {
        return local.apply(signature);
    }

    <R> @Nullable R call(ClientSignature<R> signature) {
        return local.call(signature);
    }
}
