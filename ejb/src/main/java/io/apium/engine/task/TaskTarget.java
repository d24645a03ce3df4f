package io.apium.engine.task;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The bean on which a task's method is called. Thread-safe. */
@FunctionalInterface
public interface TaskTarget {

    /**
     * Calls the method on the bean.
     *
     * @return what it returned
     * @throws Throwable what it threw, itself and not wrapped
     */
    @Nullable
    Object invoke(Method method, @Nullable Object... args) throws Throwable;
}
