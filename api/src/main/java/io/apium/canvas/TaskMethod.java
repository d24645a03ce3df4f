package io.apium.canvas;

import io.apium.TaskContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a task's method, such as {@code Orders::charge}. It is read, never called: Apium asks it which method it
 * names.
 *
 * <p>There is one functional interface for each number of arguments, in four families: methods with a value and without,
 * each with a {@link TaskContext} as first parameter or without. Applications never name them; the compiler picks one of
 * the overloads of {@link TypedSignatures}.
 */
public interface TaskMethod extends Serializable {

    /** A method with no argument and a value. */
    @FunctionalInterface
    interface Function0<T, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean) throws Exception;
    }

    /** A method with one argument and a value. */
    @FunctionalInterface
    interface Function1<T, A1, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1) throws Exception;
    }

    /** A method with two arguments and a value. */
    @FunctionalInterface
    interface Function2<T, A1, A2, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2) throws Exception;
    }

    /** A method with three arguments and a value. */
    @FunctionalInterface
    interface Function3<T, A1, A2, A3, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2, A3 a3) throws Exception;
    }

    /** A method with four arguments and a value. */
    @FunctionalInterface
    interface Function4<T, A1, A2, A3, A4, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2, A3 a3, A4 a4) throws Exception;
    }

    /** A method with five arguments and a value. */
    @FunctionalInterface
    interface Function5<T, A1, A2, A3, A4, A5, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5) throws Exception;
    }

    /** A method with six arguments and a value. */
    @FunctionalInterface
    interface Function6<T, A1, A2, A3, A4, A5, A6, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6) throws Exception;
    }

    /** A method with seven arguments and a value. */
    @FunctionalInterface
    interface Function7<T, A1, A2, A3, A4, A5, A6, A7, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7) throws Exception;
    }

    /** A method with eight arguments and a value. */
    @FunctionalInterface
    interface Function8<T, A1, A2, A3, A4, A5, A6, A7, A8, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7, A8 a8) throws Exception;
    }

    /** A method with no argument and no value. */
    @FunctionalInterface
    interface Procedure0<T> extends TaskMethod {
        /** The method's shape. */
        void call(T bean) throws Exception;
    }

    /** A method with one argument and no value. */
    @FunctionalInterface
    interface Procedure1<T, A1> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1) throws Exception;
    }

    /** A method with two arguments and no value. */
    @FunctionalInterface
    interface Procedure2<T, A1, A2> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2) throws Exception;
    }

    /** A method with three arguments and no value. */
    @FunctionalInterface
    interface Procedure3<T, A1, A2, A3> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2, A3 a3) throws Exception;
    }

    /** A method with four arguments and no value. */
    @FunctionalInterface
    interface Procedure4<T, A1, A2, A3, A4> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2, A3 a3, A4 a4) throws Exception;
    }

    /** A method with five arguments and no value. */
    @FunctionalInterface
    interface Procedure5<T, A1, A2, A3, A4, A5> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5) throws Exception;
    }

    /** A method with six arguments and no value. */
    @FunctionalInterface
    interface Procedure6<T, A1, A2, A3, A4, A5, A6> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6) throws Exception;
    }

    /** A method with seven arguments and no value. */
    @FunctionalInterface
    interface Procedure7<T, A1, A2, A3, A4, A5, A6, A7> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7) throws Exception;
    }

    /** A method with eight arguments and no value. */
    @FunctionalInterface
    interface Procedure8<T, A1, A2, A3, A4, A5, A6, A7, A8> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7, A8 a8) throws Exception;
    }

    /** A method with no argument, only the context, and a value. */
    @FunctionalInterface
    interface ContextFunction0<T, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context) throws Exception;
    }

    /** A method with one argument, the context before it and a value. */
    @FunctionalInterface
    interface ContextFunction1<T, A1, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1) throws Exception;
    }

    /** A method with two arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction2<T, A1, A2, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2) throws Exception;
    }

    /** A method with three arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction3<T, A1, A2, A3, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3) throws Exception;
    }

    /** A method with four arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction4<T, A1, A2, A3, A4, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4) throws Exception;
    }

    /** A method with five arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction5<T, A1, A2, A3, A4, A5, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5) throws Exception;
    }

    /** A method with six arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction6<T, A1, A2, A3, A4, A5, A6, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6) throws Exception;
    }

    /** A method with seven arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction7<T, A1, A2, A3, A4, A5, A6, A7, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7) throws Exception;
    }

    /** A method with eight arguments, the context before them and a value. */
    @FunctionalInterface
    interface ContextFunction8<T, A1, A2, A3, A4, A5, A6, A7, A8, R> extends TaskMethod {
        /** The method's shape. */
        @Nullable
        R call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7, A8 a8) throws Exception;
    }

    /** A method with no argument, only the context, and no value. */
    @FunctionalInterface
    interface ContextProcedure0<T> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context) throws Exception;
    }

    /** A method with one argument, the context before it and no value. */
    @FunctionalInterface
    interface ContextProcedure1<T, A1> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1) throws Exception;
    }

    /** A method with two arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure2<T, A1, A2> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2) throws Exception;
    }

    /** A method with three arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure3<T, A1, A2, A3> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3) throws Exception;
    }

    /** A method with four arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure4<T, A1, A2, A3, A4> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4) throws Exception;
    }

    /** A method with five arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure5<T, A1, A2, A3, A4, A5> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5) throws Exception;
    }

    /** A method with six arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure6<T, A1, A2, A3, A4, A5, A6> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6) throws Exception;
    }

    /** A method with seven arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure7<T, A1, A2, A3, A4, A5, A6, A7> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7) throws Exception;
    }

    /** A method with eight arguments, the context before them and no value. */
    @FunctionalInterface
    interface ContextProcedure8<T, A1, A2, A3, A4, A5, A6, A7, A8> extends TaskMethod {
        /** The method's shape. */
        void call(T bean, TaskContext context, A1 a1, A2 a2, A3 a3, A4 a4, A5 a5, A6 a6, A7 a7, A8 a8) throws Exception;
    }
}
