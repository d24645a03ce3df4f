package io.apium.engine.task;

import io.apium.Task;
import java.lang.reflect.Method;

/** How a task gets its name. */
final class TaskNames {

    private TaskNames() {}

    /** {@return the name that the annotation gives, or else the bean class's name, a dot, and the method's name} */
    static String of(Class<?> beanClass, Method method, Task annotation) {
        return annotation.name().isEmpty() ? beanClass.getName() + "." + method.getName() : annotation.name();
    }
}
