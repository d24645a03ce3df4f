package io.apium.engine.task;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.apium.Task;
import io.apium.TaskContext;
import io.apium.TaskHooks;
import io.apium.schedule.Periodic;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the tasks of a class from its annotations and the configuration. */
final class TaskReader {

    /** As the result store keeps it. */
    private static final int MAX_NAME_LENGTH = 500;

    private static final String RESERVED = "apium.";

    private static final String OWN = "io.apium.engine.execute.";

    private final TypeFactory types;
    private final TaskSettings settings;

    TaskReader(TypeFactory types, TaskSettings settings) {
        this.types = types;
        this.settings = settings;
    }

    /** {@return the tasks of the class} What is wrong with them is described in {@code faults}. */
    List<TaskDefinition> read(Class<?> beanClass, TaskTarget target, Collection<String> faults) {
        var tasks = new ArrayList<TaskDefinition>();
        var methodNames = new LinkedHashMap<String, Method>();
        var ofClass = TaskAnnotations.ofClass(beanClass, faults);
        for (var method : taskMethods(beanClass, faults)) {
            var faultsOfMethod = new ArrayList<String>();
            var overloaded = methodNames.putIfAbsent(method.getName(), method);
            if (overloaded != null) {
                faultsOfMethod.add("Task methods cannot be overloaded, a reference would be ambiguous: " + overloaded
                        + " and " + method + "; rename one of them");
            }
            checkModifiers(method, faultsOfMethod);
            var task = define(beanClass, method, ofClass, target, faultsOfMethod);
            if (overloaded == null) {
                // One with faults too: what else is wrong with it is to be told in the same message.
                tasks.add(task);
            }
            faults.addAll(faultsOfMethod);
        }
        return tasks;
    }

    /** {@return a sentence for each setting that is about none of the tasks with those names} */
    List<String> unmatchedSettings(Collection<String> names) {
        return settings.unmatched(names);
    }

    private List<Method> taskMethods(Class<?> beanClass, Collection<String> faults) {
        // Bottom up: a method that overrides another hides it, annotated or not. What overrides load(T) may be
        // load(Order), so the types are compared as they are in the bean's class.
        Map<List<Object>, Method> methods = new LinkedHashMap<>();
        for (Class<?> type = beanClass; type != null; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isSynthetic())
                    .forEach(method -> methods.putIfAbsent(signature(beanClass, method), method));
        }
        methods.values().stream()
                .filter(method -> !method.isAnnotationPresent(Task.class)
                        && method.getAnnotationsByType(Periodic.class).length > 0)
                .forEach(method -> faults.add("A method with @Periodic must be a task, with @Task: " + method));
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

    private static void checkModifiers(Method method, Collection<String> faults) {
        for (var unfit : new int[] {Modifier.PRIVATE, Modifier.STATIC, Modifier.ABSTRACT}) {
            if ((method.getModifiers() & unfit) != 0) {
                faults.add("A task method cannot be " + Modifier.toString(unfit) + ": " + method);
            }
        }
        if (Stream.of(method.getParameterTypes()).skip(1).anyMatch(TaskContext.class::equals)) {
            faults.add("A task's context must be its first parameter: " + method);
        }
    }

    private TaskDefinition define(
            Class<?> beanClass,
            Method method,
            List<AttributeText> ofClass,
            TaskTarget target,
            Collection<String> faults) {
        var name = readName(beanClass, method, faults);
        var texts = new ArrayList<AttributeText>(settings.ofSome(name, beanClass));
        texts.addAll(TaskAnnotations.ofMethod(method, faults));
        texts.addAll(ofClass);
        texts.addAll(settings.ofAll(beanClass));
        var parameters = Arrays.stream(method.getParameters())
                .map(parameter -> new TaskParameter(
                        parameter.getName(), resolve(beanClass, method, parameter.getParameterizedType())))
                .toList();
        var takesContext = !parameters.isEmpty() && parameters.get(0).type().hasRawClass(TaskContext.class);
        return new TaskDefinition(
                name,
                method,
                takesContext,
                takesContext ? parameters.subList(1, parameters.size()) : parameters,
                resolve(beanClass, method, method.getGenericReturnType()),
                AttributeReader.read(name, texts, faults),
                target,
                TaskHooks.class.isAssignableFrom(beanClass) ? new TargetHooks(target) : null);
    }

    private static String readName(Class<?> beanClass, Method method, Collection<String> faults) {
        var name = TaskNames.of(beanClass, method, method.getAnnotation(Task.class));
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            faults.add("A task's name must not be blank and must be at most " + MAX_NAME_LENGTH
                    + " characters long, not " + name.length() + "; write another with @Task(name = …): " + method);
        }
        if (name.startsWith(RESERVED) && !beanClass.getName().startsWith(OWN)) {
            faults.add("Names of tasks that begin with '" + RESERVED + "' are Apium's own; write another with"
                    + " @Task(name = …): " + method);
        }
        return name;
    }

    /** {@return the type, with type variables resolved for the bean's class} */
    private JavaType resolve(Class<?> beanClass, Method method, Type type) {
        var declaring = types.constructType(beanClass).findSuperType(method.getDeclaringClass());
        return types.resolveMemberType(type, declaring.getBindings());
    }
}
