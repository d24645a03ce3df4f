package io.apium.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is asked of the stores of a {@link Laptop}. */
final class LaptopStatements {

    private final Queue<String> names = new ConcurrentLinkedQueue<>();

    /** {@return the store, of which is written down what is asked of it} */
    <T> T of(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(
                LaptopStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    names.add(method.getName());
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    List<String> during(Runnable work) {
        names.clear();
        work.run();
        return List.copyOf(names);
    }
}
