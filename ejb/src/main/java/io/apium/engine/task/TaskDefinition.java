package io.apium.engine.task;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A task of this deployment.
 *
 * @param name the task's name
 * @param method the method it calls
 * @param takesContext whether the method's first parameter is the context
 * @param parameters the method's other parameters
 * @param resultType the type of its value, with type variables resolved for the bean's class
 * @param defaults what its annotation sets
 * @param target the bean
 */
public record TaskDefinition(
        String name,
        Method method,
        boolean takesContext,
        List<TaskParameter> parameters,
        JavaType resultType,
        TaskDefaults defaults,
        TaskTarget target) {}
