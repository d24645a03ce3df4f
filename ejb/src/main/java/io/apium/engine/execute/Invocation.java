package io.apium.engine.execute;

import io.apium.Delivery;
import io.apium.TaskContext;
import io.apium.engine.message.TaskMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a task's method.
 *
 * @param message what is called
 * @param args the bound arguments
 * @param worker who calls
 * @param origin how the message came here, or null for a call in the caller's thread
 */
record Invocation(
        TaskMessage message,
        List<@Nullable Object> args,
        String worker,
        @Nullable Delivery origin) implements TaskContext {

    @Override
    public String id() {
        return message.identity().id();
    }

    @Override
    public String name() {
        return message.identity().task();
    }

    @Override
    public String displayName() {
        var shadow = message.shadow();
        return shadow == null ? name() : shadow;
    }

    @Override
    public int attempt() {
        return message.identity().attempt();
    }

    @Override
    public Map<String, String> headers() {
        return message.headers();
    }

    @Override
    public String rootId() {
        return message.identity().rootId();
    }

    @Override
    public Optional<String> parentId() {
        return Optional.ofNullable(message.identity().parentId());
    }

    @Override
    public Optional<Delivery> delivery() {
        return Optional.ofNullable(origin);
    }
}
