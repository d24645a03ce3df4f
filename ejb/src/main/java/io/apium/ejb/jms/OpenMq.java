package io.apium.ejb.jms;

import jakarta.jms.Message;

/** The broker of Payara and GlassFish. It delivers again without any delay what has been rolled back. */
public final class OpenMq {

    private static final String PACKAGES = "com.sun.messaging.";

    private OpenMq() {}

    /** {@return whether it is OpenMQ that has delivered the message} */
    public static boolean hasDelivered(Message message) {
        return message.getClass().getName().startsWith(PACKAGES);
    }
}
