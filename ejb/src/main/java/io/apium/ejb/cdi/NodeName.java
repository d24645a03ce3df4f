package io.apium.ejb.cdi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Names this node as {@code app@host}. */
final class NodeName {

    private NodeName() {}

    static String find() {
        return application() + "@" + host();
    }

    @SuppressWarnings("BanJNDI") // A name of the platform.
    private static String application() {
        try {
            return InitialContext.<String>doLookup("java:app/AppName");
        } catch (NamingException e) {
            // Asked from a thread that belongs to no application.
            return "apium";
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
