package com.sun.messaging;

import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;

/** Messages that are taken for those of OpenMQ, for the package of their class. */
public final class OpenMqMessages {

    private OpenMqMessages() {}

    /** Not public, so that a proxy of it belongs to this package. */
    interface OpenMqMessage extends TextMessage {}

    /** {@return one that can do nothing} */
    public static TextMessage make() {
        return (TextMessage) Proxy.newProxyInstance(
                OpenMqMessage.class.getClassLoader(), new Class<?>[] {OpenMqMessage.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
