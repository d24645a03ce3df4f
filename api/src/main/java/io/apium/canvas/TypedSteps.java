package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes next, by method reference. The compiler checks that the next task takes what this canvas returns:
 *
 * <pre>{@code
 * tasks.signature(Orders::validate, id).then(Orders::charge, payment).then(Orders::ship).delay()
 * }</pre>
 *
 * <p>The value is the next task's first argument; further arguments follow it. A method without parameters is called
 * without the value.
 *
 * @param <R> the type of the value that the next task takes
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedSteps<R> {

    /**
     * {@return this, and then another canvas} It takes the value before its own arguments, unless it is immutable. Celery's
     * {@code |}.
     *
     * @param next what takes the value
     * @param <S> the type of its value
     */
    <S> Chain<S> then(Canvas<S> next);

    /**
     * {@return a signature of the task that the reference names} The overloads below are the way to call it.
     *
     * @param method the reference
     * @param args the arguments that follow the value
     * @param <S> the type of the task's value
     */
    <S> Signature<S> nextOf(TaskMethod method, List<@Nullable Object> args);

    /** {@return this, and then a task that takes its value: a task with a value, and no more arguments} */
    default <T, S> Chain<S> then(TaskMethod.Function1<T, R, S> method) {
        return then(this.<S>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes its value: a task with a value, and one argument more} */
    default <T, A2, S> Chain<S> then(TaskMethod.Function2<T, R, A2, S> method, @Nullable A2 a2) {
        return then(this.<S>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes its value: a task with a value, and two arguments more} */
    default <T, A2, A3, S> Chain<S> then(
            TaskMethod.Function3<T, R, A2, A3, S> method, @Nullable A2 a2, @Nullable A3 a3) {
        return then(this.<S>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes its value: a task with a value, and three arguments more} */
    default <T, A2, A3, A4, S> Chain<S> then(
            TaskMethod.Function4<T, R, A2, A3, A4, S> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return then(this.<S>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes its value, without the value: a task with a value} */
    default <T, S> Chain<S> then(TaskMethod.Function0<T, S> method) {
        return then(this.<S>nextOf(method, List.of()).immutable());
    }

    /** {@return this, and then a task that takes its value: a task without a value, and no more arguments} */
    default <T> Chain<Void> then(TaskMethod.Procedure1<T, R> method) {
        return then(this.<Void>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes its value: a task without a value, and one argument more} */
    default <T, A2> Chain<Void> then(TaskMethod.Procedure2<T, R, A2> method, @Nullable A2 a2) {
        return then(this.<Void>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes its value: a task without a value, and two arguments more} */
    default <T, A2, A3> Chain<Void> then(TaskMethod.Procedure3<T, R, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return then(this.<Void>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes its value: a task without a value, and three arguments more} */
    default <T, A2, A3, A4> Chain<Void> then(
            TaskMethod.Procedure4<T, R, A2, A3, A4> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return then(this.<Void>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes its value, without the value: a task without a value} */
    default <T> Chain<Void> then(TaskMethod.Procedure0<T> method) {
        return then(this.<Void>nextOf(method, List.of()).immutable());
    }

    /** {@return this, and then a task that takes its value: a task with a value and a context, and no more arguments} */
    default <T, S> Chain<S> then(TaskMethod.ContextFunction1<T, R, S> method) {
        return then(this.<S>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes its value: a task with a value and a context, and one argument more} */
    default <T, A2, S> Chain<S> then(TaskMethod.ContextFunction2<T, R, A2, S> method, @Nullable A2 a2) {
        return then(this.<S>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes its value: a task with a value and a context, and two arguments more} */
    default <T, A2, A3, S> Chain<S> then(
            TaskMethod.ContextFunction3<T, R, A2, A3, S> method, @Nullable A2 a2, @Nullable A3 a3) {
        return then(this.<S>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes its value: a task with a value and a context, and three arguments more} */
    default <T, A2, A3, A4, S> Chain<S> then(
            TaskMethod.ContextFunction4<T, R, A2, A3, A4, S> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return then(this.<S>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes its value, without the value: a task with a value and a context} */
    default <T, S> Chain<S> then(TaskMethod.ContextFunction0<T, S> method) {
        return then(this.<S>nextOf(method, List.of()).immutable());
    }

    /** {@return this, and then a task that takes its value: a task without a value and a context, and no more arguments} */
    default <T> Chain<Void> then(TaskMethod.ContextProcedure1<T, R> method) {
        return then(this.<Void>nextOf(method, List.of()));
    }

    /** {@return this, and then a task that takes its value: a task without a value and a context, and one argument more} */
    default <T, A2> Chain<Void> then(TaskMethod.ContextProcedure2<T, R, A2> method, @Nullable A2 a2) {
        return then(this.<Void>nextOf(method, Arrays.asList(a2)));
    }

    /** {@return this, and then a task that takes its value: a task without a value and a context, and two arguments more} */
    default <T, A2, A3> Chain<Void> then(
            TaskMethod.ContextProcedure3<T, R, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return then(this.<Void>nextOf(method, Arrays.asList(a2, a3)));
    }

    /** {@return this, and then a task that takes its value: a task without a value and a context, and three arguments more} */
    default <T, A2, A3, A4> Chain<Void> then(
            TaskMethod.ContextProcedure4<T, R, A2, A3, A4> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return then(this.<Void>nextOf(method, Arrays.asList(a2, a3, a4)));
    }

    /** {@return this, and then a task that takes its value, without the value: a task without a value and a context} */
    default <T> Chain<Void> then(TaskMethod.ContextProcedure0<T> method) {
        return then(this.<Void>nextOf(method, List.of()).immutable());
    }
}
