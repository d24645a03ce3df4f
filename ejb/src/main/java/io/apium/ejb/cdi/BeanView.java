package io.apium.ejb.cdi;

import io.apium.Task;
import io.apium.TaskHooks;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The type through which a bean's tasks can be called: its class, or the business interface of a session bean. */
final class BeanView {

    private BeanView() {}

    /** {@return the view of a session bean; empty if there is none that has all it needs} Why, is described in {@code faults}. */
    static Optional<Class<?>> ofSessionBean(Bean<?> bean, List<String> faults) {
        Class<?> beanClass = bean.getBeanClass();
        var hidden = tasks(beanClass)
                .filter(method -> !Modifier.isPublic(method.getModifiers()))
                .toList();
        if (!hidden.isEmpty()) {
            faults.add("The task methods of a session bean must be public, as all its business methods: " + hidden);
            return Optional.empty();
        }
        if (bean.getTypes().contains(beanClass)) {
            return Optional.of(beanClass);
        }
        var view = bean.getTypes().stream()
                .filter(Class.class::isInstance)
                .<Class<?>>map(type -> (Class<?>) type)
                .filter(type -> tasks(beanClass).allMatch(method -> has(type, method)))
                .filter(type -> !TaskHooks.class.isAssignableFrom(beanClass) || TaskHooks.class.isAssignableFrom(type))
                .findFirst();
        if (view.isEmpty()) {
            faults.add("The task methods of session bean " + beanClass.getName()
                    + " must all be business methods of one of its views, which must extend TaskHooks if the bean"
                    + " implements it");
        }
        return view;
    }

    private static Stream<Method> tasks(Class<?> beanClass) {
        Stream<Class<?>> classes = Stream.iterate(beanClass, type -> type != null, Class::getSuperclass);
        return classes.flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Task.class) && !method.isSynthetic());
    }

    private static boolean has(Class<?> view, Method method) {
        try {
            view.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
