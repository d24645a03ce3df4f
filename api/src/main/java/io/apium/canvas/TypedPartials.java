package io.apium.canvas;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signatures without their first argument, by method reference. That argument comes when they are sent: the value of the step
 * before, of a group's body the list of values, of an error callback the {@link FailedTask}.
 *
 * <pre>{@code
 * order.then(tasks.group(tasks.partial(Orders::pack), tasks.partial(Orders::bill, rate)))   // members in a chain
 * order.link(tasks.partial(Orders::tell, "desk")).linkError(tasks.partial(Orders::alarm))   // callbacks
 * }</pre>
 *
 * <p>The compiler does not see what the first argument will be; what follows a canvas directly is better written with {@link
 * Canvas#then}, which checks it.
 */
@SuppressWarnings("overloads") // Seen to resolve: a reference fits one arity, and a value is more specific than void.
public interface TypedPartials extends TypedSignatures {

    /** {@return a signature without its first argument: a task with a value, and no more arguments} */
    default <T, A1, R> Signature<R> partial(TaskMethod.Function1<T, A1, R> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature without its first argument: a task with a value, and one argument more} */
    default <T, A1, A2, R> Signature<R> partial(TaskMethod.Function2<T, A1, A2, R> method, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a2));
    }

    /** {@return a signature without its first argument: a task with a value, and two arguments more} */
    default <T, A1, A2, A3, R> Signature<R> partial(
            TaskMethod.Function3<T, A1, A2, A3, R> method, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a2, a3));
    }

    /** {@return a signature without its first argument: a task with a value, and three arguments more} */
    default <T, A1, A2, A3, A4, R> Signature<R> partial(
            TaskMethod.Function4<T, A1, A2, A3, A4, R> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a signature without its first argument: a task without a value, and no more arguments} */
    default <T, A1> Signature<Void> partial(TaskMethod.Procedure1<T, A1> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature without its first argument: a task without a value, and one argument more} */
    default <T, A1, A2> Signature<Void> partial(TaskMethod.Procedure2<T, A1, A2> method, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a2));
    }

    /** {@return a signature without its first argument: a task without a value, and two arguments more} */
    default <T, A1, A2, A3> Signature<Void> partial(
            TaskMethod.Procedure3<T, A1, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a2, a3));
    }

    /** {@return a signature without its first argument: a task without a value, and three arguments more} */
    default <T, A1, A2, A3, A4> Signature<Void> partial(
            TaskMethod.Procedure4<T, A1, A2, A3, A4> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a signature without its first argument: a task with a value and a context, and no more arguments} */
    default <T, A1, R> Signature<R> partial(TaskMethod.ContextFunction1<T, A1, R> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature without its first argument: a task with a value and a context, and one argument more} */
    default <T, A1, A2, R> Signature<R> partial(TaskMethod.ContextFunction2<T, A1, A2, R> method, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a2));
    }

    /** {@return a signature without its first argument: a task with a value and a context, and two arguments more} */
    default <T, A1, A2, A3, R> Signature<R> partial(
            TaskMethod.ContextFunction3<T, A1, A2, A3, R> method, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a2, a3));
    }

    /** {@return a signature without its first argument: a task with a value and a context, and three arguments more} */
    default <T, A1, A2, A3, A4, R> Signature<R> partial(
            TaskMethod.ContextFunction4<T, A1, A2, A3, A4, R> method,
            @Nullable A2 a2,
            @Nullable A3 a3,
            @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a2, a3, a4));
    }

    /** {@return a signature without its first argument: a task without a value and a context, and no more arguments} */
    default <T, A1> Signature<Void> partial(TaskMethod.ContextProcedure1<T, A1> method) {
        return signatureOf(method, List.of());
    }

    /** {@return a signature without its first argument: a task without a value and a context, and one argument more} */
    default <T, A1, A2> Signature<Void> partial(TaskMethod.ContextProcedure2<T, A1, A2> method, @Nullable A2 a2) {
        return signatureOf(method, Arrays.asList(a2));
    }

    /** {@return a signature without its first argument: a task without a value and a context, and two arguments more} */
    default <T, A1, A2, A3> Signature<Void> partial(
            TaskMethod.ContextProcedure3<T, A1, A2, A3> method, @Nullable A2 a2, @Nullable A3 a3) {
        return signatureOf(method, Arrays.asList(a2, a3));
    }

    /** {@return a signature without its first argument: a task without a value and a context, and three arguments more} */
    default <T, A1, A2, A3, A4> Signature<Void> partial(
            TaskMethod.ContextProcedure4<T, A1, A2, A3, A4> method, @Nullable A2 a2, @Nullable A3 a3, @Nullable A4 a4) {
        return signatureOf(method, Arrays.asList(a2, a3, a4));
    }
}
