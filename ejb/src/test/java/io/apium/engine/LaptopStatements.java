package io.apium.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** What each thread asks of the stores of a {@link Laptop}. */
final class LaptopStatements {

    private final ThreadLocal<List<String>> names = ThreadLocal.withInitial(ArrayList::new);

    /** {@return the store, of which is written down what is asked of it} */
    <T> T of(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(
                LaptopStatements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    names.get().add(method.getName());
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    List<String> during(Runnable work) {
        names.get().clear();
        work.run();
        return List.copyOf(names.get());
    }
}
