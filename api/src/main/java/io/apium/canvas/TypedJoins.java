package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes the values of a group, by method reference. The compiler checks that it takes their list:
 *
 * <pre>{@code
 * tasks.group(ids, Images::resize).join(Images::collage).delay()
 * }</pre>
 *
 * @param <E> the type of a member's value
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedJoins<E> {

    /**
     * {@return a chord: this group, and then a body that takes the list of its values} The values are in the order of the
     * members, whichever ends first.
     *
     * @param body what takes the list
     * @param <S> the type of the body's value
     */
    <S> Chord<S> join(Canvas<S> body);

    /**
     * {@return a signature of the task that the reference names} The overloads below are the way to call it.
     *
     * @param method the reference
     * @param args the arguments that follow the list
     * @param <S> the type of the task's value
     */
    <S> Signature<S> nextOf(TaskMethod method, List<@Nullable Object> args);

    /** {@return this, and then a task that takes the list of its values: a task with a value, and no more arguments} */
    default <T, S> Chord<S> join(TaskMethod.Function1<T, List<E>, S> method) {
        return join(this.<S>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value, and one argument more} */
    default <T, A2, S> Chord<S> join(TaskMethod.Function2<T, List<E>, A2, S> method, @Nullable A2 a2) {
        return join(this.<S>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value, and two arguments more} */
    default <T, A2, A3, S> Chord<S> join(
            TaskMethod.Function3<T, List<E>, A2, A3, S> method, @Nullable A2 a2, @Nullable A3 a3) {
        return join(this.<S>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value, and three arguments more} */
    default <T, A2, A3, A4, S> Chord<S> join(
            TaskMethod.Function4<T, List<E>, A2, A3, A4, S> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return join(this.<S>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes the list of its values, without the value: a task with a value} */
    default <T, S> Chord<S> join(TaskMethod.Function0<T, S> method) {
        return join(this.<S>nextOf(method, List.of()).immutable());
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value, and no more arguments} */
    default <T> Chord<Void> join(TaskMethod.Procedure1<T, List<E>> method) {
        return join(this.<Void>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value, and one argument more} */
    default <T, A2> Chord<Void> join(TaskMethod.Procedure2<T, List<E>, A2> method, @Nullable A2 a2) {
        return join(this.<Void>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value, and two arguments more} */
    default <T, A2, A3> Chord<Void> join(
            TaskMethod.Procedure3<T, List<E>, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return join(this.<Void>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value, and three arguments more} */
    default <T, A2, A3, A4> Chord<Void> join(
            TaskMethod.Procedure4<T, List<E>, A2, A3, A4> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return join(this.<Void>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes the list of its values, without the value: a task without a value} */
    default <T> Chord<Void> join(TaskMethod.Procedure0<T> method) {
        return join(this.<Void>nextOf(method, List.of()).immutable());
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value and a context, and no more arguments} */
    default <T, S> Chord<S> join(TaskMethod.ContextFunction1<T, List<E>, S> method) {
        return join(this.<S>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value and a context, and one argument more} */
    default <T, A2, S> Chord<S> join(TaskMethod.ContextFunction2<T, List<E>, A2, S> method, @Nullable A2 a2) {
        return join(this.<S>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value and a context, and two arguments more} */
    default <T, A2, A3, S> Chord<S> join(
            TaskMethod.ContextFunction3<T, List<E>, A2, A3, S> method, @Nullable A2 a2, @Nullable A3 a3) {
        return join(this.<S>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes the list of its values: a task with a value and a context, and three arguments more} */
    default <T, A2, A3, A4, S> Chord<S> join(
            TaskMethod.ContextFunction4<T, List<E>, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return join(this.<S>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes the list of its values, without the value: a task with a value and a context} */
    default <T, S> Chord<S> join(TaskMethod.ContextFunction0<T, S> method) {
        return join(this.<S>nextOf(method, List.of()).immutable());
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value and a context, and no more arguments} */
    default <T> Chord<Void> join(TaskMethod.ContextProcedure1<T, List<E>> method) {
        return join(this.<Void>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value and a context, and one argument more} */
    default <T, A2> Chord<Void> join(TaskMethod.ContextProcedure2<T, List<E>, A2> method, @Nullable A2 a2) {
        return join(this.<Void>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value and a context, and two arguments more} */
    default <T, A2, A3> Chord<Void> join(
            TaskMethod.ContextProcedure3<T, List<E>, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return join(this.<Void>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes the list of its values: a task without a value and a context, and three arguments more} */
    default <T, A2, A3, A4> Chord<Void> join(
            TaskMethod.ContextProcedure4<T, List<E>, A2, A3, A4> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return join(this.<Void>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes the list of its values, without the value: a task without a value and a context} */
    default <T> Chord<Void> join(TaskMethod.ContextProcedure0<T> method) {
        return join(this.<Void>nextOf(method, List.of()).immutable());
    }
}
