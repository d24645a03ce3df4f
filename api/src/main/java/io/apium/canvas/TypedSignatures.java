package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signatures by method reference. The compiler checks the types of the arguments and knows the type of the value:
 *
 * <pre>{@code
 * tasks.signature(Orders::charge, 42L, payment)
 * }</pre>
 *
 * <p>The reference names a method annotated with {@link io.apium.Task}. A lambda expression is refused with
 * {@link IllegalArgumentException}. If the method starts with a {@link io.apium.TaskContext}, that parameter is left out of
 * the arguments.
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedSignatures {

    /**
     * {@return a signature of the task that the reference names} The overloads below are the way to call it.
     *
     * @param method the reference
     * @param args the arguments, as many as the reference takes
     * @param <R> the type of the task's value
     */
    <R> Signature<R> signatureOf(TaskMethod method, List<@Nullable Object> args);

    /** {@return a signature of a task with no argument and a value} */
    default <T, R> Signature<R> signature(TaskMethod.Function0<T, R> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature of a task with one argument and a value} */
    default <T, A1, R> Signature<R> signature(TaskMethod.Function1<T, A1, R> method, @Nullable A1 a1) {
        return signatureOf(method, Arrays.asList(a1));
    }

    /** {@return a signature of a task with two arguments and a value} */
    default <T, A1, A2, R> Signature<R> signature(
            TaskMethod.Function2<T, A1, A2, R> method, @Nullable A1 a1, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a1, a2));
    }

    /** {@return a signature of a task with three arguments and a value} */
    default <T, A1, A2, A3, R> Signature<R> signature(
            TaskMethod.Function3<T, A1, A2, A3, R> method, @Nullable A1 a1, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a1, a2, a3));
    }

    /** {@return a signature of a task with four arguments and a value} */
    default <T, A1, A2, A3, A4, R> Signature<R> signature(
            TaskMethod.Function4<T, A1, A2, A3, A4, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4));
    }

    /** {@return a signature of a task with five arguments and a value} */
    default <T, A1, A2, A3, A4, A5, R> Signature<R> signature(
            TaskMethod.Function5<T, A1, A2, A3, A4, A5, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5));
    }

    /** {@return a signature of a task with six arguments and a value} */
    default <T, A1, A2, A3, A4, A5, A6, R> Signature<R> signature(
            TaskMethod.Function6<T, A1, A2, A3, A4, A5, A6, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6));
    }

    /** {@return a signature of a task with seven arguments and a value} */
    default <T, A1, A2, A3, A4, A5, A6, A7, R> Signature<R> signature(
            TaskMethod.Function7<T, A1, A2, A3, A4, A5, A6, A7, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7));
    }

    /** {@return a signature of a task with eight arguments and a value} */
    default <T, A1, A2, A3, A4, A5, A6, A7, A8, R> Signature<R> signature(
            TaskMethod.Function8<T, A1, A2, A3, A4, A5, A6, A7, A8, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7,
            @Nullable A8 a8) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7, a8));
    }

    /** {@return a signature of a task with no argument and no value} */
    default <T> Signature<Void> signature(TaskMethod.Procedure0<T> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature of a task with one argument and no value} */
    default <T, A1> Signature<Void> signature(TaskMethod.Procedure1<T, A1> method, @Nullable A1 a1) {
        return signatureOf(method, Arrays.asList(a1));
    }

    /** {@return a signature of a task with two arguments and no value} */
    default <T, A1, A2> Signature<Void> signature(
            TaskMethod.Procedure2<T, A1, A2> method, @Nullable A1 a1, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a1, a2));
    }

    /** {@return a signature of a task with three arguments and no value} */
    default <T, A1, A2, A3> Signature<Void> signature(
            TaskMethod.Procedure3<T, A1, A2, A3> method, @Nullable A1 a1, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a1, a2, a3));
    }

    /** {@return a signature of a task with four arguments and no value} */
    default <T, A1, A2, A3, A4> Signature<Void> signature(
            TaskMethod.Procedure4<T, A1, A2, A3, A4> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4));
    }

    /** {@return a signature of a task with five arguments and no value} */
    default <T, A1, A2, A3, A4, A5> Signature<Void> signature(
            TaskMethod.Procedure5<T, A1, A2, A3, A4, A5> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5));
    }

    /** {@return a signature of a task with six arguments and no value} */
    default <T, A1, A2, A3, A4, A5, A6> Signature<Void> signature(
            TaskMethod.Procedure6<T, A1, A2, A3, A4, A5, A6> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6));
    }

    /** {@return a signature of a task with seven arguments and no value} */
    default <T, A1, A2, A3, A4, A5, A6, A7> Signature<Void> signature(
            TaskMethod.Procedure7<T, A1, A2, A3, A4, A5, A6, A7> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7));
    }

    /** {@return a signature of a task with eight arguments and no value} */
    default <T, A1, A2, A3, A4, A5, A6, A7, A8> Signature<Void> signature(
            TaskMethod.Procedure8<T, A1, A2, A3, A4, A5, A6, A7, A8> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7,
            @Nullable A8 a8) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7, a8));
    }

    /** {@return a signature of a task with no argument, after the context, and a value} */
    default <T, R> Signature<R> signature(TaskMethod.ContextFunction0<T, R> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature of a task with one argument, after the context, and a value} */
    default <T, A1, R> Signature<R> signature(TaskMethod.ContextFunction1<T, A1, R> method, @Nullable A1 a1) {
        return signatureOf(method, Arrays.asList(a1));
    }

    /** {@return a signature of a task with two arguments, after the context, and a value} */
    default <T, A1, A2, R> Signature<R> signature(
            TaskMethod.ContextFunction2<T, A1, A2, R> method, @Nullable A1 a1, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a1, a2));
    }

    /** {@return a signature of a task with three arguments, after the context, and a value} */
    default <T, A1, A2, A3, R> Signature<R> signature(
            TaskMethod.ContextFunction3<T, A1, A2, A3, R> method, @Nullable A1 a1, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a1, a2, a3));
    }

    /** {@return a signature of a task with four arguments, after the context, and a value} */
    default <T, A1, A2, A3, A4, R> Signature<R> signature(
            TaskMethod.ContextFunction4<T, A1, A2, A3, A4, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4));
    }

    /** {@return a signature of a task with five arguments, after the context, and a value} */
    default <T, A1, A2, A3, A4, A5, R> Signature<R> signature(
            TaskMethod.ContextFunction5<T, A1, A2, A3, A4, A5, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5));
    }

    /** {@return a signature of a task with six arguments, after the context, and a value} */
    default <T, A1, A2, A3, A4, A5, A6, R> Signature<R> signature(
            TaskMethod.ContextFunction6<T, A1, A2, A3, A4, A5, A6, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6));
    }

    /** {@return a signature of a task with seven arguments, after the context, and a value} */
    default <T, A1, A2, A3, A4, A5, A6, A7, R> Signature<R> signature(
            TaskMethod.ContextFunction7<T, A1, A2, A3, A4, A5, A6, A7, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7));
    }

    /** {@return a signature of a task with eight arguments, after the context, and a value} */
    default <T, A1, A2, A3, A4, A5, A6, A7, A8, R> Signature<R> signature(
            TaskMethod.ContextFunction8<T, A1, A2, A3, A4, A5, A6, A7, A8, R> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7,
            @Nullable A8 a8) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7, a8));
    }

    /** {@return a signature of a task with no argument, after the context, and no value} */
    default <T> Signature<Void> signature(TaskMethod.ContextProcedure0<T> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature of a task with one argument, after the context, and no value} */
    default <T, A1> Signature<Void> signature(TaskMethod.ContextProcedure1<T, A1> method, @Nullable A1 a1) {
        return signatureOf(method, Arrays.asList(a1));
    }

    /** {@return a signature of a task with two arguments, after the context, and no value} */
    default <T, A1, A2> Signature<Void> signature(
            TaskMethod.ContextProcedure2<T, A1, A2> method, @Nullable A1 a1, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a1, a2));
    }

    /** {@return a signature of a task with three arguments, after the context, and no value} */
    default <T, A1, A2, A3> Signature<Void> signature(
            TaskMethod.ContextProcedure3<T, A1, A2, A3> method, @Nullable A1 a1, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a1, a2, a3));
    }

    /** {@return a signature of a task with four arguments, after the context, and no value} */
    default <T, A1, A2, A3, A4> Signature<Void> signature(
            TaskMethod.ContextProcedure4<T, A1, A2, A3, A4> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4));
    }

    /** {@return a signature of a task with five arguments, after the context, and no value} */
    default <T, A1, A2, A3, A4, A5> Signature<Void> signature(
            TaskMethod.ContextProcedure5<T, A1, A2, A3, A4, A5> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5));
    }

    /** {@return a signature of a task with six arguments, after the context, and no value} */
    default <T, A1, A2, A3, A4, A5, A6> Signature<Void> signature(
            TaskMethod.ContextProcedure6<T, A1, A2, A3, A4, A5, A6> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6));
    }

    /** {@return a signature of a task with seven arguments, after the context, and no value} */
    default <T, A1, A2, A3, A4, A5, A6, A7> Signature<Void> signature(
            TaskMethod.ContextProcedure7<T, A1, A2, A3, A4, A5, A6, A7> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7));
    }

    /** {@return a signature of a task with eight arguments, after the context, and no value} */
    default <T, A1, A2, A3, A4, A5, A6, A7, A8> Signature<Void> signature(
            TaskMethod.ContextProcedure8<T, A1, A2, A3, A4, A5, A6, A7, A8> method,
            @Nullable A1 a1,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4,
            @Nullable A5 a5,
            @Nullable A6 a6,
            @Nullable A7 a7,
            @Nullable A8 a8) {
        return signatureOf(method, Arrays.asList(a1, a2, a3, a4, a5, a6, a7, a8));
    }
}
