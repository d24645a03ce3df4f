package io.apium.engine.task;

import io.apium.InvalidTasksException;
import io.apium.UnknownTaskException;
import io.apium.engine.message.Json;
import io.apium.spi.Settings;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The tasks of a deployment, by name. Immutable. */
public final class TaskRegistry {

    private final Map<String, TaskDefinition> tasks;

    private TaskRegistry(Map<String, TaskDefinition> tasks) {
        this.tasks = Collections.unmodifiableMap(new TreeMap<>(tasks));
    }

    /** {@return a registry without tasks} */
    public static TaskRegistry empty() {
        return new TaskRegistry(Map.of());
    }

    /** {@return these tasks, and those of an object, which go before others of their names} */
    public TaskRegistry with(Object bean, Json json) {
        var more = new Builder(json)
                .add(bean.getClass(), (method, args) -> {
                    try {
                        return method.invoke(bean, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                })
                .build();
        var all = new TreeMap<>(tasks);
        all.putAll(more.tasks);
        return new TaskRegistry(all);
    }

    /** {@return the task of that name, if the deployment has it} */
    public Optional<TaskDefinition> find(String name) {
        return Optional.ofNullable(tasks.get(name));
    }

    /**
     * {@return the task of that name}
     *
     * @throws UnknownTaskException if the deployment has none
     */
    public TaskDefinition get(String name) {
        return find(name).orElseThrow(() -> new UnknownTaskException(name));
    }

    /** {@return all tasks, in the order of their names; unmodifiable} */
    public Collection<TaskDefinition> all() {
        return tasks.values();
    }

    /** {@return the names of all tasks; unmodifiable} */
    public Set<String> names() {
        return tasks.keySet();
    }

    /** Collects tasks and what is wrong with them. Not safe for use by several threads. */
    public static final class Builder {

        private final TaskReader reader;
        private final Map<String, TaskDefinition> tasks = new LinkedHashMap<>();

        /** What is wrong with a setting, or with an annotation of a class, is so for many tasks, and told once. */
        private final Set<String> faults = new LinkedHashSet<>();

        /** Creates a builder without tasks, for which nothing is configured. */
        public Builder(Json json) {
            this(json, name -> Optional.empty());
        }

        /**
         * Creates a builder without tasks.
         *
         * @param settings the configuration, in which the names must be known that say something about some tasks
         */
        public Builder(Json json, Settings settings) {
            reader = new TaskReader(json.types(), TaskSettings.read(settings, faults));
        }

        /** Adds the tasks that the class of a bean declares and inherits. */
        public Builder add(Class<?> beanClass, TaskTarget target) {
            for (var task : reader.read(beanClass, target, faults)) {
                var other = tasks.putIfAbsent(task.name(), task);
                if (other != null) {
                    faults.add("Two tasks have the name '" + task.name() + "': " + other.method() + " and "
                            + task.method() + "; give one of them another with @Task(name = …)");
                }
            }
            return this;
        }

        /** {@return the tasks that have been added, for further checks; unmodifiable} */
        public Collection<TaskDefinition> tasks() {
            return Collections.unmodifiableCollection(tasks.values());
        }

        /** {@return the registry of the tasks that have been added, whatever is wrong with them, for further checks} */
        public TaskRegistry draft() {
            return new TaskRegistry(tasks);
        }

        /**
         * Bounds the time limits of the tasks that run inside a worker's transaction.
         *
         * @param bounds tells by what a task's limits are bounded, if by anything
         */
        public Builder bound(Function<TaskDefinition, Optional<TimeLimits.Bound>> bounds) {
            tasks.replaceAll((name, task) -> {
                var attributes = task.attributes();
                if (attributes.execution().isLeased()) {
                    return task;
                }
                var limits = attributes.limits().within(bounds.apply(task).orElse(null));
                limits.faultOfBound(name).ifPresent(faults::add);
                return task.with(attributes.with(limits));
            });
            return this;
        }

        /** {@return a sentence for each setting that is about none of the tasks} */
        public List<String> unmatchedSettings() {
            return reader.unmatchedSettings(tasks.keySet());
        }

        /** Adds a fault that was found elsewhere. */
        public Builder fault(String fault) {
            faults.add(fault);
            return this;
        }

        /**
         * {@return the registry}
         *
         * @throws InvalidTasksException if anything is wrong with any task
         */
        public TaskRegistry build() {
            if (!faults.isEmpty()) {
                throw new InvalidTasksException(List.copyOf(faults));
            }
            return new TaskRegistry(tasks);
        }
    }
}
