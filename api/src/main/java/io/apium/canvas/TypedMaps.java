package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that work off many items each, by method reference:
 *
 * <pre>{@code
 * tasks.map(ids, Images::resize)                // one task for all
 * tasks.chunks(ids, 100, Images::resize)        // a task for each hundred of them
 * tasks.chunks(ids, 100, Images::resize, 200)   // with a second argument; there can be three more
 * }</pre>
 *
 * <p>The items of a map travel in one message. Chunks of a stream are read when they are sent, once, and never held as a whole.
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedMaps extends TypedSignatures {

    /** {@return one task for all items} The overloads below are the way to call it. */
    <S> Signature<List<S>> mapOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args);

    /** {@return a group of one task for so many items each} The overloads below are the way to call it. */
    <S> Group<List<S>> chunksOf(Iterable<?> items, int size, TaskMethod method, List<@Nullable Object> args);

    /** {@return a group of one task for so many items each} The overloads below are the way to call it. */
    <S> Group<List<S>> chunksOf(Stream<?> items, int size, TaskMethod method, List<@Nullable Object> args);

    /** {@return one task that works off all items, one after the other: a task with a value, and no more arguments} */
    default <T, A, S> Signature<List<S>> map(Iterable<? extends A> items, TaskMethod.Function1<T, A, S> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task with a value, and one argument more} */
    default <T, A, A2, S> Signature<List<S>> map(
            Iterable<? extends A> items, TaskMethod.Function2<T, A, A2, S> method, @Nullable A2 a2) {
        return mapOf(items, method, Arrays.asList(a2));
    }

    /** {@return one task that works off all items, one after the other: a task with a value, and two arguments more} */
    default <T, A, A2, A3, S> Signature<List<S>> map(
            Iterable<? extends A> items,
            TaskMethod.Function3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return mapOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return one task that works off all items, one after the other: a task with a value, and three arguments more} */
    default <T, A, A2, A3, A4, S> Signature<List<S>> map(
            Iterable<? extends A> items,
            TaskMethod.Function4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return mapOf(items, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return one task that works off all items, one after the other: a task without a value, and no more arguments} */
    default <T, A> Signature<List<Void>> map(Iterable<? extends A> items, TaskMethod.Procedure1<T, A> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task without a value, and one argument more} */
    default <T, A, A2> Signature<List<Void>> map(
            Iterable<? extends A> items, TaskMethod.Procedure2<T, A, A2> method, @Nullable A2 a2) {
        return mapOf(items, method, Arrays.asList(a2));
    }

    /** {@return one task that works off all items, one after the other: a task without a value, and two arguments more} */
    default <T, A, A2, A3> Signature<List<Void>> map(
            Iterable<? extends A> items, TaskMethod.Procedure3<T, A, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return mapOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return one task that works off all items, one after the other: a task without a value, and three arguments more} */
    default <T, A, A2, A3, A4> Signature<List<Void>> map(
            Iterable<? extends A> items,
            TaskMethod.Procedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return mapOf(items, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return one task that works off all items, one after the other: a task with a value and a context, and no more arguments} */
    default <T, A, S> Signature<List<S>> map(Iterable<? extends A> items, TaskMethod.ContextFunction1<T, A, S> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task with a value and a context, and one argument more} */
    default <T, A, A2, S> Signature<List<S>> map(
            Iterable<? extends A> items, TaskMethod.ContextFunction2<T, A, A2, S> method, @Nullable A2 a2) {
        return mapOf(items, method, Arrays.asList(a2));
    }

    /** {@return one task that works off all items, one after the other: a task with a value and a context, and two arguments more} */
    default <T, A, A2, A3, S> Signature<List<S>> map(
            Iterable<? extends A> items,
            TaskMethod.ContextFunction3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return mapOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return one task that works off all items, one after the other: a task with a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4, S> Signature<List<S>> map(
            Iterable<? extends A> items,
            TaskMethod.ContextFunction4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return mapOf(items, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return one task that works off all items, one after the other: a task without a value and a context, and no more arguments} */
    default <T, A> Signature<List<Void>> map(Iterable<? extends A> items, TaskMethod.ContextProcedure1<T, A> method) {
        return mapOf(items, method, List.of());
    }

    /** {@return one task that works off all items, one after the other: a task without a value and a context, and one argument more} */
    default <T, A, A2> Signature<List<Void>> map(
            Iterable<? extends A> items, TaskMethod.ContextProcedure2<T, A, A2> method, @Nullable A2 a2) {
        return mapOf(items, method, Arrays.asList(a2));
    }

    /** {@return one task that works off all items, one after the other: a task without a value and a context, and two arguments more} */
    default <T, A, A2, A3> Signature<List<Void>> map(
            Iterable<? extends A> items,
            TaskMethod.ContextProcedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return mapOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return one task that works off all items, one after the other: a task without a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4> Signature<List<Void>> map(
            Iterable<? extends A> items,
            TaskMethod.ContextProcedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return mapOf(items, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and no more arguments} */
    default <T, A, S> Group<List<S>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.Function1<T, A, S> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and one argument more} */
    default <T, A, A2, S> Group<List<S>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.Function2<T, A, A2, S> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and two arguments more} */
    default <T, A, A2, A3, S> Group<List<S>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.Function3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<List<S>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.Function4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and no more arguments} */
    default <T, A> Group<List<Void>> chunks(Iterable<? extends A> items, int size, TaskMethod.Procedure1<T, A> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and one argument more} */
    default <T, A, A2> Group<List<Void>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.Procedure2<T, A, A2> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and two arguments more} */
    default <T, A, A2, A3> Group<List<Void>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.Procedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and three arguments more} */
    default <T, A, A2, A3, A4> Group<List<Void>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.Procedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and no more arguments} */
    default <T, A, S> Group<List<S>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.ContextFunction1<T, A, S> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and one argument more} */
    default <T, A, A2, S> Group<List<S>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.ContextFunction2<T, A, A2, S> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and two arguments more} */
    default <T, A, A2, A3, S> Group<List<S>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.ContextFunction3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<List<S>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.ContextFunction4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and no more arguments} */
    default <T, A> Group<List<Void>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.ContextProcedure1<T, A> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and one argument more} */
    default <T, A, A2> Group<List<Void>> chunks(
            Iterable<? extends A> items, int size, TaskMethod.ContextProcedure2<T, A, A2> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and two arguments more} */
    default <T, A, A2, A3> Group<List<Void>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.ContextProcedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4> Group<List<Void>> chunks(
            Iterable<? extends A> items,
            int size,
            TaskMethod.ContextProcedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and no more arguments} */
    default <T, A, S> Group<List<S>> chunks(Stream<? extends A> items, int size, TaskMethod.Function1<T, A, S> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and one argument more} */
    default <T, A, A2, S> Group<List<S>> chunks(
            Stream<? extends A> items, int size, TaskMethod.Function2<T, A, A2, S> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and two arguments more} */
    default <T, A, A2, A3, S> Group<List<S>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.Function3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<List<S>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.Function4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and no more arguments} */
    default <T, A> Group<List<Void>> chunks(Stream<? extends A> items, int size, TaskMethod.Procedure1<T, A> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and one argument more} */
    default <T, A, A2> Group<List<Void>> chunks(
            Stream<? extends A> items, int size, TaskMethod.Procedure2<T, A, A2> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and two arguments more} */
    default <T, A, A2, A3> Group<List<Void>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.Procedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value, and three arguments more} */
    default <T, A, A2, A3, A4> Group<List<Void>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.Procedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and no more arguments} */
    default <T, A, S> Group<List<S>> chunks(
            Stream<? extends A> items, int size, TaskMethod.ContextFunction1<T, A, S> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and one argument more} */
    default <T, A, A2, S> Group<List<S>> chunks(
            Stream<? extends A> items, int size, TaskMethod.ContextFunction2<T, A, A2, S> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and two arguments more} */
    default <T, A, A2, A3, S> Group<List<S>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.ContextFunction3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task with a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<List<S>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.ContextFunction4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and no more arguments} */
    default <T, A> Group<List<Void>> chunks(
            Stream<? extends A> items, int size, TaskMethod.ContextProcedure1<T, A> method) {
        return chunksOf(items, size, method, List.of());
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and one argument more} */
    default <T, A, A2> Group<List<Void>> chunks(
            Stream<? extends A> items, int size, TaskMethod.ContextProcedure2<T, A, A2> method, @Nullable A2 a2) {
        return chunksOf(items, size, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and two arguments more} */
    default <T, A, A2, A3> Group<List<Void>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.ContextProcedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, each of which works off some items: a task without a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4> Group<List<Void>> chunks(
            Stream<? extends A> items,
            int size,
            TaskMethod.ContextProcedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return chunksOf(items, size, method, Arrays.asList(a2, a3, a4));
    }
}
