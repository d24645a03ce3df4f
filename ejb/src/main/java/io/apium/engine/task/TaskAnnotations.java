package io.apium.engine.task;

import io.apium.Task;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes apart what {@link Task} says on methods, on classes, and on the annotations of classes. */
final class TaskAnnotations {

    private static final String NAME = "name";

    private TaskAnnotations() {}

    /** {@return the attributes of tasks, as {@link Task} names them, the name left out} */
    static Stream<String> attributes() {
        return members().map(Method::getName);
    }

    /** {@return what the method's annotation says} */
    static List<AttributeText> ofMethod(Method method, Collection<String> faults) {
        return texts(method, method.getDeclaringClass(), "@Task of " + method, faults);
    }

    /**
     * {@return what a bean's class says about its tasks, what goes first coming first} That is the annotation of the
     * class, or else of its nearest superclass that has one; then those that stand on the annotations of the class, in
     * the order written, its own before the inherited ones, each before those that stand on its own annotations.
     */
    static List<AttributeText> ofClass(Class<?> beanClass, Collection<String> faults) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> type = beanClass; type != null && types.isEmpty(); type = type.getSuperclass()) {
            if (type.isAnnotationPresent(Task.class)) {
                types.add(type);
            }
        }
        addAnnotations(beanClass, types);
        return types.stream()
                .filter(type -> type.isAnnotationPresent(Task.class))
                .flatMap(type -> texts(type, faults).stream())
                .toList();
    }

    private static void addAnnotations(Class<?> type, Set<Class<?>> found) {
        Stream.of(type.getDeclaredAnnotations(), type.getAnnotations())
                .flatMap(Arrays::stream)
                .map(Annotation::annotationType)
                .filter(found::add)
                .forEach(annotation -> addAnnotations(annotation, found));
    }

    private static List<AttributeText> texts(Class<?> type, Collection<String> faults) {
        var origin = "@Task of " + (type.isAnnotation() ? "annotation " : "class ") + type.getName();
        if (!type.getAnnotation(Task.class).name().isEmpty()) {
            faults.add("Tasks cannot share a name, write it on the method: " + origin);
        }
        return texts(type, type, origin, faults);
    }

    private static List<AttributeText> texts(
            AnnotatedElement element, Class<?> reader, String origin, Collection<String> faults) {
        var texts = new ArrayList<AttributeText>();
        members().forEach(member -> {
            var values = values(element.getAnnotation(Task.class), member, origin, faults);
            if (values.size() > 1 && !isList(member)) {
                faults.add(member.getName() + " takes one value, without braces, not " + values.size() + ": " + origin);
            } else if (!values.isEmpty()) {
                texts.add(new AttributeText(member.getName(), String.join(",", values), origin, reader));
            }
        });
        return texts;
    }

    private static Stream<Method> members() {
        return Arrays.stream(Task.class.getDeclaredMethods())
                .filter(member -> !member.getName().equals(NAME))
                .sorted(Comparator.comparing(Method::getName));
    }

    private static boolean isList(Method member) {
        return member.getReturnType().equals(Class[].class);
    }

    private static List<String> values(Task annotation, Method member, String origin, Collection<String> faults) {
        try {
            var value = member.invoke(annotation);
            if (value instanceof String text) {
                return text.isEmpty() ? List.of() : List.of(text);
            }
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(index -> Array.get(value, index))
                    .map(each -> each instanceof Class<?> type ? type.getName() : String.valueOf(each))
                    .toList();
        } catch (InvocationTargetException e) {
            // Such as a class that the annotation names and the deployment does not have.
            faults.add(member.getName() + " cannot be read, " + e.getCause() + ": " + origin);
            return List.of();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("@Task must be accessible", e);
        }
    }
}
