package io.apium.ejb.jms;

import jakarta.jms.Message;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The broker of Payara and GlassFish. It delivers again without any delay what has been rolled back.
 *
 * <p>And it loses sight of a message with a delay whose sending was prepared when the broker was killed, and whose time has come
 * when the broker is back: only its next start delivers it. So a message with a delay is sent without one, and with the time
 * at which it is due. A worker that is given it sooner sends it again, with the delay; as nothing but the broker takes part in
 * that transaction, it commits in one phase and is never prepared.
 */
public final class OpenMq {

    /** The time, in milliseconds since 1970, before which a message must not be worked off. */
    static final String DUE = "apium_due";

    /** Selects what needs no look at the time. */
    static final String WITHOUT_DUE = DUE + " IS NULL";

    /** Even in a transaction of its own, a delay must not be over before the broker has taken the message. */
    static final Duration SHORTEST_DELAY = Duration.ofSeconds(1);

    private static final String IDENTIFIER = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern QUEUE_NAME = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")*");

    private static final String PACKAGES = "com.sun.messaging.";

    private OpenMq() {}

    /** {@return whether a queue can have that name; if so, it is there, or made when it is first used} */
    static boolean canHaveQueue(String name) {
        return QUEUE_NAME.matcher(name).matches();
    }

    /** {@return whether the message is one of OpenMQ, delivered or to be sent} */
    public static boolean owns(Message message) {
        return message.getClass().getName().startsWith(PACKAGES);
    }
}
