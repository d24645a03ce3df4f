package io.apium.engine.task;

import io.apium.Task;
import io.apium.canvas.TaskMethod;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The task that a method reference names.
 *
 * @param task the task's name
 * @param resultType the type that the method declares to return
 */
public record TaskReference(String task, Type resultType) {

    /** The compiler gives every reference in the source a class of its own, so it is taken apart once. */
    private static final ClassValue<AtomicReference<TaskReference>> KNOWN = new ClassValue<>() {
        @Override
        protected AtomicReference<TaskReference> computeValue(Class<?> lambda) {
            return new AtomicReference<>();
        }
    };

    /**
     * {@return the task that the reference names}
     *
     * @throws IllegalArgumentException if it is not a reference to a method annotated with {@link Task}
     */
    public static TaskReference of(TaskMethod reference) {
        var known = KNOWN.get(reference.getClass());
        var task = known.get();
        if (task == null) {
            task = read(reference);
            known.set(task);
        }
        return task;
    }

    private static TaskReference read(TaskMethod reference) {
        var lambda = serialize(reference);
        var described = lambda.getImplClass().replace('/', '.') + "::" + lambda.getImplMethodName();
        if (lambda.getImplMethodName().startsWith("lambda$")
                || lambda.getCapturedArgCount() > 0
                || lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic
                || lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
            throw new IllegalArgumentException("A task is named by a reference to a method of its class, such as"
                    + " Orders::charge, not by a lambda expression, a static method or an object: " + described);
        }
        var loader = reference.getClass().getClassLoader();
        // The type as the caller wrote it; a method that it inherits is a task of this class, not of the one it comes
        // from.
        var beanClass = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader)
                .parameterType(0);
        var parameters = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
        var method = find(beanClass, lambda.getImplMethodName(), parameters);
        var annotation = method.getAnnotation(Task.class);
        if (annotation == null) {
            throw new IllegalArgumentException(described + " is no task: the method is not annotated with @Task");
        }
        return new TaskReference(TaskNames.of(beanClass, method, annotation), method.getGenericReturnType());
    }

    private static SerializedLambda serialize(TaskMethod reference) {
        try {
            var writeReplace = reference.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            if (writeReplace.invoke(reference) instanceof SerializedLambda lambda) {
                return lambda;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Not a method reference: " + reference.getClass().getName(), e);
        }
        throw new IllegalArgumentException(
                "Not a method reference: " + reference.getClass().getName());
    }

    private static Method find(Class<?> beanClass, String name, MethodType descriptor) {
        for (Class<?> type = beanClass; type != null; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (!method.isBridge()
                        && method.getName().equals(name)
                        && method.getReturnType().equals(descriptor.returnType())
                        && Arrays.equals(method.getParameterTypes(), descriptor.parameterArray())) {
                    return method;
                }
            }
        }
        try {
            return beanClass.getMethod(name, descriptor.parameterArray());
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(beanClass.getName() + " has no method " + name + descriptor, e);
        }
    }
}
