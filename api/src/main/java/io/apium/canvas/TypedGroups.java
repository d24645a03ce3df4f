package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs at the same time: canvases whose values are of one type, or a task for each of many items, by method reference:
 *
 * <pre>{@code
 * tasks.group(first, second)                // the value is a List of what both return
 * tasks.group(ids, Images::resize)          // a task for each id; the method's first argument is the id
 * tasks.group(ids, Images::resize, 200)     // with a second argument; there can be three more
 * }</pre>
 *
 * <p>A stream is read when the group is sent, once, and never held as a whole.
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedGroups extends TypedMaps {

    /** {@return work that runs at the same time} */
    <E> Group<E> group(Iterable<? extends Canvas<? extends E>> members);

    /** {@return work that runs at the same time} The stream is read when the group is sent, once, and never held as a whole. */
    <E> Group<E> group(Stream<? extends Canvas<? extends E>> members);

    /** {@return a group of one task for each item} The overloads below are the way to call it. */
    <S> Group<S> groupOf(Iterable<?> items, TaskMethod method, List<@Nullable Object> args);

    /** {@return a group of one task for each item} The overloads below are the way to call it. */
    <S> Group<S> groupOf(Stream<?> items, TaskMethod method, List<@Nullable Object> args);

    /** {@return work that runs at the same time} Up to eight members keep the type of their values. */
    default Group<Object> group(Canvas<?>... members) {
        return group(List.<Canvas<?>>of(members));
    }

    /** {@return work that runs at the same time: one member} */
    default <E> Group<E> group(Canvas<? extends E> first) {
        return group(List.of(first));
    }

    /** {@return work that runs at the same time: two members} */
    default <E> Group<E> group(Canvas<? extends E> first, Canvas<? extends E> second) {
        return group(List.of(first, second));
    }

    /** {@return work that runs at the same time: three members} */
    default <E> Group<E> group(Canvas<? extends E> first, Canvas<? extends E> second, Canvas<? extends E> third) {
        return group(List.of(first, second, third));
    }

    /** {@return work that runs at the same time: four members} */
    default <E> Group<E> group(
            Canvas<? extends E> first,
            Canvas<? extends E> second,
            Canvas<? extends E> third,
            Canvas<? extends E> fourth) {
        return group(List.of(first, second, third, fourth));
    }

    /** {@return work that runs at the same time: five members} */
    default <E> Group<E> group(
            Canvas<? extends E> first,
            Canvas<? extends E> second,
            Canvas<? extends E> third,
            Canvas<? extends E> fourth,
            Canvas<? extends E> fifth) {
        return group(List.of(first, second, third, fourth, fifth));
    }

    /** {@return work that runs at the same time: six members} */
    default <E> Group<E> group(
            Canvas<? extends E> first,
            Canvas<? extends E> second,
            Canvas<? extends E> third,
            Canvas<? extends E> fourth,
            Canvas<? extends E> fifth,
            Canvas<? extends E> sixth) {
        return group(List.of(first, second, third, fourth, fifth, sixth));
    }

    /** {@return work that runs at the same time: seven members} */
    default <E> Group<E> group(
            Canvas<? extends E> first,
            Canvas<? extends E> second,
            Canvas<? extends E> third,
            Canvas<? extends E> fourth,
            Canvas<? extends E> fifth,
            Canvas<? extends E> sixth,
            Canvas<? extends E> seventh) {
        return group(List.of(first, second, third, fourth, fifth, sixth, seventh));
    }

    /** {@return work that runs at the same time: eight members} */
    default <E> Group<E> group(
            Canvas<? extends E> first,
            Canvas<? extends E> second,
            Canvas<? extends E> third,
            Canvas<? extends E> fourth,
            Canvas<? extends E> fifth,
            Canvas<? extends E> sixth,
            Canvas<? extends E> seventh,
            Canvas<? extends E> eighth) {
        return group(List.of(first, second, third, fourth, fifth, sixth, seventh, eighth));
    }

    /** {@return a group of tasks, one for each item: a task with a value, and no more arguments} */
    default <T, A, S> Group<S> group(Iterable<? extends A> items, TaskMethod.Function1<T, A, S> method) {
        return groupOf(items, method, List.of());
    }

    /** {@return a group of tasks, one for each item: a task with a value, and one argument more} */
    default <T, A, A2, S> Group<S> group(
            Iterable<? extends A> items, TaskMethod.Function2<T, A, A2, S> method, @Nullable A2 a2) {
        return groupOf(items, method, Arrays.asList(a2));
    }

    /** {@return a group of tasks, one for each item: a task with a value, and two arguments more} */
    default <T, A, A2, A3, S> Group<S> group(
            Iterable<? extends A> items,
            TaskMethod.Function3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task with a value, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<S> group(
            Iterable<? extends A> items,
            TaskMethod.Function4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task without a value, and two arguments more} */
    default <T, A, A2, A3> Group<Void> group(
            Iterable<? extends A> items, TaskMethod.Procedure3<T, A, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task without a value, and three arguments more} */
    default <T, A, A2, A3, A4> Group<Void> group(
            Iterable<? extends A> items,
            TaskMethod.Procedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task with a value and a context, and two arguments more} */
    default <T, A, A2, A3, S> Group<S> group(
            Iterable<? extends A> items,
            TaskMethod.ContextFunction3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task with a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<S> group(
            Iterable<? extends A> items,
            TaskMethod.ContextFunction4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task without a value and a context, and two arguments more} */
    default <T, A, A2, A3> Group<Void> group(
            Iterable<? extends A> items,
            TaskMethod.ContextProcedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task without a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4> Group<Void> group(
            Iterable<? extends A> items,
            TaskMethod.ContextProcedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task with a value, and two arguments more} */
    default <T, A, A2, A3, S> Group<S> group(
            Stream<? extends A> items, TaskMethod.Function3<T, A, A2, A3, S> method, @Nullable A2 a2, @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task with a value, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<S> group(
            Stream<? extends A> items,
            TaskMethod.Function4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task without a value, and two arguments more} */
    default <T, A, A2, A3> Group<Void> group(
            Stream<? extends A> items, TaskMethod.Procedure3<T, A, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task without a value, and three arguments more} */
    default <T, A, A2, A3, A4> Group<Void> group(
            Stream<? extends A> items,
            TaskMethod.Procedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task with a value and a context, and two arguments more} */
    default <T, A, A2, A3, S> Group<S> group(
            Stream<? extends A> items,
            TaskMethod.ContextFunction3<T, A, A2, A3, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task with a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4, S> Group<S> group(
            Stream<? extends A> items,
            TaskMethod.ContextFunction4<T, A, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
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

    /** {@return a group of tasks, one for each item: a task without a value and a context, and two arguments more} */
    default <T, A, A2, A3> Group<Void> group(
            Stream<? extends A> items,
            TaskMethod.ContextProcedure3<T, A, A2, A3> method,
            @Nullable A2 a2,
            @Nullable A3 a3) {
        return groupOf(items, method, Arrays.asList(a2, a3));
    }

    /** {@return a group of tasks, one for each item: a task without a value and a context, and three arguments more} */
    default <T, A, A2, A3, A4> Group<Void> group(
            Stream<? extends A> items,
            TaskMethod.ContextProcedure4<T, A, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return groupOf(items, method, Arrays.asList(a2, a3, a4));
    }
}
