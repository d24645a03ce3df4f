package io.apium.engine.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.apium.spi.IncomingMessage;
import io.apium.spi.UnreadableMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes task messages and reads them. What a broker, an operator or a selector needs is in properties; the rest is a body
 * of JSON. {@code docs/protocol.md} is the format's description for other languages. Thread-safe.
 */
public final class MessageCodec {

    /** The version of the format. A message of another version is not read. */
    public static final int VERSION = 1;

    private static final String PROPERTY_VERSION = "apium_version";
    static final String PROPERTY_ID = "apium_id";
    static final String PROPERTY_TASK = "apium_task";
    private static final String PROPERTY_ATTEMPT = "apium_attempt";
    private static final String PROPERTY_ROOT = "apium_root";
    private static final String PROPERTY_PARENT = "apium_parent";
    private static final String PROPERTY_GROUP = "apium_group";
    private static final String PROPERTY_ORIGIN = "apium_origin";
    private static final String PROPERTY_LOSSES = "apium_losses";
    private static final String PROPERTY_PUT_OFF = "apium_put_off";
    private static final String PROPERTY_REVOKED = "apium_revoked";

    /** The longest id and the longest name that results can be stored under. */
    private static final int MAX_ID_LENGTH = 128;

    private static final int MAX_NAME_LENGTH = 500;

    private final Json json;

    /** Creates a codec. */
    public MessageCodec(Json json) {
        this.json = json;
    }

    /**
     * {@return the properties of the message}
     *
     * @param origin the node or program that sends it
     */
    public Map<String, Object> properties(TaskMessage message, String origin) {
        var identity = message.identity();
        var properties = new LinkedHashMap<String, Object>();
        properties.put(PROPERTY_VERSION, VERSION);
        properties.put(PROPERTY_ID, identity.id());
        properties.put(PROPERTY_TASK, identity.task());
        properties.put(PROPERTY_ATTEMPT, identity.attempt());
        properties.put(PROPERTY_ROOT, identity.rootId());
        if (identity.parentId() != null) {
            properties.put(PROPERTY_PARENT, identity.parentId());
        }
        var place = message.continuation().place();
        if (place != null) {
            properties.put(PROPERTY_GROUP, place.group());
        }
        properties.put(PROPERTY_ORIGIN, origin);
        return properties;
    }

    /** {@return whether it is known that the message may have been worked off before} */
    public static boolean mayHaveRun(IncomingMessage message) {
        return message.delivery().redelivered()
                || losses(message) > 0
                || message.properties().containsKey(PROPERTY_PUT_OFF);
    }

    /** {@return the properties of a message that may have been worked off, and is sent again because nobody can tell} */
    public static Map<String, Object> propertiesPutOff(Map<String, Object> properties) {
        var more = new LinkedHashMap<>(properties);
        more.put(PROPERTY_PUT_OFF, 1);
        return more;
    }

    /** {@return whether the message says that its task is revoked} */
    public static boolean isRevoked(IncomingMessage message) {
        return message.properties().containsKey(PROPERTY_REVOKED);
    }

    /** {@return the properties of a message that says so} */
    public static Map<String, Object> propertiesRevoked(Map<String, Object> properties) {
        var more = new LinkedHashMap<>(properties);
        more.put(PROPERTY_REVOKED, 1);
        return more;
    }

    /** {@return how many workers had been given the task when the message was sent again, because the last one was lost with it, or gave it back} */
    public static int losses(IncomingMessage message) {
        return number(message.properties().get(PROPERTY_LOSSES));
    }

    /** {@return the properties of a message that is sent again for that reason} */
    public static Map<String, Object> propertiesAfterLosses(Map<String, Object> properties, int losses) {
        var more = new LinkedHashMap<>(properties);
        more.put(PROPERTY_LOSSES, losses);
        return more;
    }

    /** {@return the body of the message} */
    public String body(TaskMessage message) {
        var arguments = message.arguments();
        var body = new Body(
                arguments.positional(),
                arguments.named(),
                message.expires(),
                message.shadow(),
                message.ignoreResult(),
                message.retry().equals(RetryOptions.NONE) ? null : message.retry(),
                message.limits().equals(LimitOptions.NONE) ? null : message.limits(),
                message.headers(),
                message.takes(),
                message.stamps(),
                message.continuation().equals(Continuation.NONE) ? null : message.continuation());
        return write(body);
    }

    private String write(Body body) {
        try {
            return json.write(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A body of trees and strings can always be written", e);
        }
    }

    /**
     * {@return which task the message stands for, if its properties say so} It does not look at the body, so that a task
     * with an unreadable one can be named.
     */
    public Optional<TaskIdentity> findIdentity(IncomingMessage message) {
        return findIdentity(message.properties());
    }

    /** {@return which task the properties of a message stand for, if they say so} */
    public Optional<TaskIdentity> findIdentity(Map<String, Object> properties) {
        if (!(properties.get(PROPERTY_ID) instanceof String id)
                || !(properties.get(PROPERTY_TASK) instanceof String task)
                || !canBeStored(id, MAX_ID_LENGTH)
                || !canBeStored(task, MAX_NAME_LENGTH)) {
            return Optional.empty();
        }
        return Optional.of(new TaskIdentity(
                id,
                task,
                number(properties.get(PROPERTY_ATTEMPT)),
                findId(properties, PROPERTY_ROOT).orElse(id),
                findId(properties, PROPERTY_PARENT).orElse(null)));
    }

    private static Optional<String> findId(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof String id && canBeStored(id, MAX_ID_LENGTH)
                ? Optional.of(id)
                : Optional.empty();
    }

    /** Not every database can store the character with the number 0. */
    private static boolean canBeStored(String text, int maxLength) {
        return text.length() <= maxLength && text.indexOf('\0') < 0;
    }

    private static void requireId(Map<String, Object> properties, String property) {
        if (properties.get(property) != null && findId(properties, property).isEmpty()) {
            throw new UnreadableMessageException(
                    "Its property " + property + " is no text of at most " + MAX_ID_LENGTH + " characters", null);
        }
    }

    /**
     * {@return the message, read}
     *
     * @throws UnreadableMessageException if it is no task message of this version
     */
    public TaskMessage decode(IncomingMessage message) {
        return decode(message.properties(), message::body);
    }

    /**
     * {@return the message, read}
     *
     * @param text gives its body
     * @throws UnreadableMessageException if it is no task message of this version
     */
    public TaskMessage decode(Map<String, Object> properties, Supplier<String> text) {
        var version = properties.get(PROPERTY_VERSION);
        if (version == null) {
            throw new UnreadableMessageException("It is no task message: it has no property " + PROPERTY_VERSION, null);
        }
        // Some clients, such as those that speak STOMP, can only send strings.
        if (!version.toString().equals(String.valueOf(VERSION))) {
            throw new UnreadableMessageException(
                    "It is of version " + version + "; this worker reads version " + VERSION, null);
        }
        var identity = findIdentity(properties)
                .orElseThrow(() -> new UnreadableMessageException(
                        "It has no property " + PROPERTY_ID + " or " + PROPERTY_TASK + ", or one that is longer than "
                                + MAX_ID_LENGTH + " or " + MAX_NAME_LENGTH + " characters",
                        null));
        requireId(properties, PROPERTY_ROOT);
        requireId(properties, PROPERTY_PARENT);
        var body = readBody(text.get());
        return new TaskMessage(
                identity,
                new Arguments(orEmpty(body.args()), body.named() == null ? Map.of() : body.named()),
                body.expires(),
                body.shadow(),
                body.ignoreResult(),
                body.retry() == null ? RetryOptions.NONE : body.retry(),
                body.limits() == null ? LimitOptions.NONE : body.limits(),
                body.headers() == null ? Map.of() : body.headers(),
                body.takes(),
                body.stamps() == null ? Map.of() : body.stamps(),
                body.continuation() == null ? Continuation.NONE : body.continuation());
    }

    /** {@return the same body, of a message that may be worked off at any time} */
    public String bodyThatDoesNotExpire(String text) {
        var body = readBody(text);
        return body.expires() == null ? text : write(body.thatDoesNotExpire());
    }

    /** {@return the properties of a message that runs its task once more} */
    public Map<String, Object> propertiesOfNextAttempt(Map<String, Object> properties) {
        var more = new LinkedHashMap<>(properties);
        more.put(PROPERTY_ATTEMPT, number(properties.get(PROPERTY_ATTEMPT)) + 1);
        more.keySet().removeAll(List.of(PROPERTY_LOSSES, PROPERTY_PUT_OFF, PROPERTY_REVOKED));
        return more;
    }

    private static int number(@Nullable Object property) {
        if (property == null) {
            return 0;
        }
        if (property instanceof Integer number) {
            return number;
        }
        var text = String.valueOf(property);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private Body readBody(String text) {
        try {
            if (json.read(text, Body.class) instanceof Body body) {
                return body;
            }
            throw new UnreadableMessageException("Its body is JSON's null", null);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException("Its body cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
