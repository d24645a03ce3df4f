package io.apium.engine.task;

import com.fasterxml.jackson.databind.JavaType;
import io.apium.TaskHooks;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task of this deployment.
 *
 * @param name the task's name
 * @param method the method it calls
 * @param takesContext whether the method's first parameter is the context
 * @param parameters the method's other parameters
 * @param resultType the type of its value, with type variables resolved for the bean's class
 * @param attributes what its annotations and the configuration say
 * @param target the bean
 * @param hooks what the bean wants to be told, or null if it does not implement {@link TaskHooks}
 */
public record TaskDefinition(
        String name,
        Method method,
        boolean takesContext,
        List<TaskParameter> parameters,
        JavaType resultType,
        TaskAttributes attributes,
        TaskTarget target,
        @Nullable TaskHooks hooks) {

    TaskDefinition with(TaskAttributes otherAttributes) {
        return new TaskDefinition(name, method, takesContext, parameters, resultType, otherAttributes, target, hooks);
    }

    /** {@return the type of the parameter at that place, if there is one} */
    public Optional<JavaType> parameterType(int index) {
        return index < parameters.size() ? Optional.of(parameters.get(index).type()) : Optional.empty();
    }

    /** {@return the type of the parameter of that name, if there is one} */
    public Optional<JavaType> parameterType(String parameter) {
        return parameters.stream()
                .filter(each -> each.name().equals(parameter))
                .map(TaskParameter::type)
                .findFirst();
    }
}
