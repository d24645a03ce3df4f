package io.apium.engine.canvas;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import io.apium.TaskOptions;
import io.apium.canvas.Signature;
import io.apium.engine.message.Json;
import io.apium.engine.message.RetryOptions;
import io.apium.engine.message.StepOptions;
import io.apium.engine.message.TaskStep;
import io.apium.engine.task.ArgumentBinder;
import io.apium.engine.task.ArgumentWriter;
import io.apium.engine.task.TaskAttributes;
import io.apium.engine.task.TaskDefinition;
import io.apium.engine.task.TaskRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes signatures as steps, after it has checked what can be known of them here. Thread-safe. */
final class TaskSteps {

    private static final System.Logger LOGGER = System.getLogger("io.apium.client");

    private final TaskRegistry registry;
    private final Json json;
    private final ArgumentWriter writer;
    private final ArgumentBinder binder;
    private final String defaultQueue;
    private final boolean isSenderOnly;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    TaskSteps(TaskRegistry registry, Json json, String defaultQueue) {
        this.defaultQueue = defaultQueue;
        this.isSenderOnly = registry.names().stream().allMatch(name -> name.startsWith("apium."));
        this.registry = registry;
        this.json = json;
        this.writer = new ArgumentWriter(json);
        this.binder = new ArgumentBinder(json);
    }

    /**
     * {@return the step of a signature, without callbacks}
     *
     * @param takes whether something goes before it whose value it takes, unless it is immutable
     * @throws io.apium.InvalidArgumentsException if the arguments do not fit the task
     */
    TaskStep step(String id, Signature<?> signature, TaskOptions options, boolean takes) {
        var task = registry.find(signature.task()).orElse(null);
        var later = takes && !signature.isImmutable() ? 1 : 0;
        var arguments = writer.write(signature.task(), task, signature.args(), signature.namedArgs(), later);
        if (task != null) {
            binder.check(task, arguments, later);
            task.attributes()
                    .limits()
                    .with(
                            options.softTimeLimit().orElse(null),
                            options.timeLimit().orElse(null))
                    .requireValid(task.name());
        } else if (options.queue().isEmpty()) {
            warn(signature.task());
        }
        return new TaskStep(
                id,
                signature.task(),
                0,
                arguments.positional(),
                arguments.named(),
                signature.isImmutable(),
                options(options),
                stamps(signature.stamps()),
                List.of(),
                List.of());
    }

    /** A misspelt name, or a task that works off a queue of its own elsewhere, would wait for ever without a word. */
    private void warn(String task) {
        if (!isSenderOnly && warned.add(task)) {
            LOGGER.log(
                    WARNING,
                    () -> "APIUM0130 No task named '" + task
                            + "' is known here; it is sent to the default queue of this"
                            + " application, '" + defaultQueue + "'. If the application that knows it works off another"
                            + " one, name that with set(o -> o.queue(…))");
        }
    }

    /** {@return the step in the place of a task that has run before} It may be retried as often as anywhere else. */
    TaskStep inPlaceOf(TaskStep step, String id, int attempt) {
        var options = step.sending();
        var said = options.retry() == null ? RetryOptions.NONE : options.retry();
        var rules = registry.find(step.task())
                .map(TaskDefinition::attributes)
                .orElse(TaskAttributes.DEFAULTS)
                .retry();
        var max = said.max() == null ? rules.maxRetries() : said.max();
        var more = max < 0 ? said : said.withMax(max + attempt);
        return step.inPlaceOf(id, attempt, options.with(more));
    }

    private Map<String, JsonNode> stamps(Map<String, Object> stamps) {
        var trees = new LinkedHashMap<String, JsonNode>();
        stamps.forEach((name, value) -> trees.put(name, json.toTree(value, null)));
        return trees;
    }

    private static @Nullable StepOptions options(TaskOptions options) {
        var said = StepOptions.of(options);
        return said.equals(StepOptions.NONE) ? null : said;
    }
}
