package io.apium.engine.task;

/**
 * What one place says about an attribute of tasks.
 *
 * @param attribute the attribute, as {@link io.apium.Task} names it
 * @param text what is said, as it is written in the configuration
 * @param origin the place, as a fault names it
 * @param reader the class that sees the classes that the text names
 */
record AttributeText(String attribute, String text, String origin, Class<?> reader) {}
