package io.apium.engine.task;

import com.fasterxml.jackson.databind.JavaType;

/**
 * A parameter of a task's method.
 *
 * @param name its name in the source, if the class was compiled with {@code -parameters}
 * @param type its type, with type variables resolved for the bean's class
 */
record TaskParameter(String name, JavaType type) {}
