package io.apium;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Names a generic type where a class object cannot. It is written as an anonymous subclass:
 *
 * <pre>{@code
 * new ResultType<List<Order>>() {}
 * }</pre>
 *
 * @param <R> the type
 */
public abstract class ResultType<R> {

    private final Type type;

    /** Reads the type from the subclass's declaration. */
    protected ResultType() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType declared)) {
            throw new IllegalStateException("A ResultType is written with its type: new ResultType<List<Order>>() {}");
        }
        type = declared.getActualTypeArguments()[0];
    }

    /** {@return the type} */
    public final Type type() {
        return type;
    }
}
