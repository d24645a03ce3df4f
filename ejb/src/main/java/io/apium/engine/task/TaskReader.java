package io.apium.engine.task;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.apium.Task;
import io.apium.TaskContext;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a class from its annotated methods. */
final class TaskReader {

    private final TypeFactory types;

    TaskReader(TypeFactory types) {
        this.types = types;
    }

    /** {@return the tasks of the class that can work} What cannot is described in {@code faults}. */
    List<TaskDefinition> read(Class<?> beanClass, TaskTarget target, List<String> faults) {
        var tasks = new ArrayList<TaskDefinition>();
        var methodNames = new LinkedHashMap<String, Method>();
        for (var method : taskMethods(beanClass)) {
            var faultsBefore = faults.size();
            var overloaded = methodNames.putIfAbsent(method.getName(), method);
            if (overloaded != null) {
                faults.add("Task methods cannot be overloaded, a reference would be ambiguous: " + overloaded + " and "
                        + method + "; rename one of them");
            }
            checkModifiers(method, faults);
            var defaults = readDefaults(method, faults);
            if (faults.size() == faultsBefore) {
                tasks.add(define(beanClass, method, defaults, target));
            }
        }
        return tasks;
    }

    private List<Method> taskMethods(Class<?> beanClass) {
        // Bottom up: a method that overrides another hides it, annotated or not. What overrides load(T) may be
        // load(Order), so the types are compared as they are in the bean's class.
        Map<List<Object>, Method> methods = new LinkedHashMap<>();
        for (Class<?> type = beanClass; type != null; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .forEach(method -> methods.putIfAbsent(signature(beanClass, method), method));
        }
        return methods.values().stream()
                .filter(method -> method.isAnnotationPresent(Task.class))
                .toList();
    }

    private List<Object> signature(Class<?> beanClass, Method method) {
        return List.of(
                method.getName(),
                Arrays.stream(method.getGenericParameterTypes())
                        .map(type -> resolve(beanClass, method, type).getRawClass())
                        .toList());
    }

    private static void checkModifiers(Method method, List<String> faults) {
        for (var unfit : new int[] {Modifier.PRIVATE, Modifier.STATIC, Modifier.ABSTRACT}) {
            if ((method.getModifiers() & unfit) != 0) {
                faults.add("A task method cannot be " + Modifier.toString(unfit) + ": " + method);
            }
        }
        if (Stream.of(method.getParameterTypes()).skip(1).anyMatch(TaskContext.class::equals)) {
            faults.add("A task's context must be its first parameter: " + method);
        }
    }

    private static TaskDefaults readDefaults(Method method, List<String> faults) {
        var annotation = method.getAnnotation(Task.class);
        var priority = annotation.priority();
        if (priority < -1 || priority > 9) {
            faults.add("priority must be 0 to 9, or −1 for the broker's default, not " + priority + ": " + method);
        }
        return new TaskDefaults(
                annotation.queue().isEmpty() ? null : annotation.queue(),
                priority == -1 ? null : priority,
                readDuration("expires", annotation.expires(), method, faults),
                annotation.ignoreResult());
    }

    private static @Nullable Duration readDuration(String attribute, String text, Method method, List<String> faults) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            var duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                faults.add(attribute + " must be longer than zero, not " + text + ": " + method);
            }
            return duration;
        } catch (DateTimeParseException e) {
            faults.add(attribute + " must be an ISO-8601 duration such as PT30S, not '" + text + "': " + method);
            return null;
        }
    }

    private TaskDefinition define(Class<?> beanClass, Method method, TaskDefaults defaults, TaskTarget target) {
        var all = Arrays.stream(method.getParameters())
                .map(parameter -> new TaskParameter(
                        parameter.getName(), resolve(beanClass, method, parameter.getParameterizedType())))
                .toList();
        var takesContext = !all.isEmpty() && all.get(0).type().hasRawClass(TaskContext.class);
        return new TaskDefinition(
                TaskNames.of(beanClass, method, method.getAnnotation(Task.class)),
                method,
                takesContext,
                takesContext ? all.subList(1, all.size()) : all,
                resolve(beanClass, method, method.getGenericReturnType()),
                defaults,
                target);
    }

    /** {@return the type, with type variables resolved for the bean's class} */
    private JavaType resolve(Class<?> beanClass, Method method, Type type) {
        var declaring = types.constructType(beanClass).findSuperType(method.getDeclaringClass());
        return types.resolveMemberType(type, declaring.getBindings());
    }
}
