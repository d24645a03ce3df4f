package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task for each of many items, by method reference:
 *
 * <pre>{@code
 * tasks.group(ids, Images::resize)          // a task for each id; the method's first argument is the id
 * tasks.group(ids, Images::resize, 200)     // with a second argument
 * tasks.chunks(ids, 100, Images::resize)    // a task for each hundred of them
 * tasks.map(ids, Images::resize)            // one task for all
 * }</pre>
 *
 * <p>A stream is read when the group is sent, once, and never held as a whole.
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedGroups extends TypedSignatures {

    /** {@return a group of one task for each item} The overloads below are the way to call it. */
    <S> Group<S> groupOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args);

    /** {@return a group of one task for each item} The overloads below are the way to call it. */
    <S> Group<S> groupOf(Stream<?> items, TaskMethod method, List<@Nullable Object> args);

    /** {@return one task for all items} The overloads below are the way to call it. */
    <S> Signature<List<S>> mapOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args);

    /** {@return a group of one task for so many items each} The overloads below are the way to call it. */
    <S> Group<List<S>> chunksOf(Iterable<?> items, int size, TaskMethod method, List<@Nullable Object> args);

    /** {@return a group of tasks, one for each item: a task with a value, and no more arguments} */
    default <T, A, S> Group<S> group(Iterable<? extends A> items, TaskMethod.Function1<T, A, S> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task with a value, and one argument more} */
    default <T, A, A2, S> Group<S> group(
            Iterable<? extends A> items, TaskMethod.Function2<T, A, A2, S> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task without a value, and no more arguments} */
    default <T, A> Group<Void> group(Iterable<? extends A> items, TaskMethod.Procedure1<T, A> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task without a value, and one argument more} */
    default <T, A, A2> Group<Void> group(
            Iterable<? extends A> items, TaskMethod.Procedure2<T, A, A2> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task with a value and a context, and no more arguments} */
    default <T, A, S> Group<S> group(Iterable<? extends A> items, TaskMethod.ContextFunction1<T, A, S> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task with a value and a context, and one argument more} */
    default <T, A, A2, S> Group<S> group(
            Iterable<? extends A> items, TaskMethod.ContextFunction2<T, A, A2, S> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task without a value and a context, and no more arguments} */
    default <T, A> Group<Void> group(Iterable<? extends A> items, TaskMethod.ContextProcedure1<T, A> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task without a value and a context, and one argument more} */
    default <T, A, A2> Group<Void> group(
            Iterable<? extends A> items, TaskMethod.ContextProcedure2<T, A, A2> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task with a value, and no more arguments} */
    default <T, A, S> Group<S> group(Stream<? extends A> items, TaskMethod.Function1<T, A, S> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task with a value, and one argument more} */
    default <T, A, A2, S> Group<S> group(
            Stream<? extends A> items, TaskMethod.Function2<T, A, A2, S> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task without a value, and no more arguments} */
    default <T, A> Group<Void> group(Stream<? extends A> items, TaskMethod.Procedure1<T, A> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task without a value, and one argument more} */
    default <T, A, A2> Group<Void> group(
            Stream<? extends A> items, TaskMethod.Procedure2<T, A, A2> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task with a value and a context, and no more arguments} */
    default <T, A, S> Group<S> group(Stream<? extends A> items, TaskMethod.ContextFunction1<T, A, S> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task with a value and a context, and one argument more} */
    default <T, A, A2, S> Group<S> group(
            Stream<? extends A> items, TaskMethod.ContextFunction2<T, A, A2, S> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task without a value and a context, and no more arguments} */
    default <T, A> Group<Void> group(Stream<? extends A> items, TaskMethod.ContextProcedure1<T, A> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task without a value and a context, and one argument more} */
    default <T, A, A2> Group<Void> group(
            Stream<? extends A> items, TaskMethod.ContextProcedure2<T, A, A2> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return one task that works off all items, one after the other: a task with a value, and no more arguments} */
    default <T, A, S> Signature<List<S>> map(Iterable<? extends A> items, TaskMethod.Function1<T, A, S> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task without a value, and no more arguments} */
    default <T, A> Signature<List<Void>> map(Iterable<? extends A> items, TaskMethod.Procedure1<T, A> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task with a value and a context, and no more arguments} */
    default <T, A, S> Signature<List<S>> map(Iterable<? extends A> items, TaskMethod.ContextFunction1<T, A, S> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task without a value and a context, and no more arguments} */
    default <T, A> Signature<List<Void>> map(Iterable<? extends A> items, TaskMethod.ContextProcedure1<T, A> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and no more arguments} */
    default <T, A, S> Group<List<S>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.Function1<T, A, S> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and no more arguments} */
    default <T, A> Group<List<Void>> chunks(Iterable<? extends A> items, int size, TaskMethod.Procedure1<T, A> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and no more arguments} */
    default <T, A, S> Group<List<S>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.ContextFunction1<T, A, S> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and no more arguments} */
    default <T, A> Group<List<Void>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.ContextProcedure1<T, A> method) {
        return chunksOf(items, size, method, List.of());
    }
}
