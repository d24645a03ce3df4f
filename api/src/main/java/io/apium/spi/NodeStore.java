package io.apium.spi;

import java.time.Duration;
import java.util.List;

/**
 * Keeps which nodes are alive, and shares among them what one of them must do. All times are by the store's own clock.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one; each is best called in one
 * of its own. <b>Threading.</b> Safe for use by several threads.
 */
public interface NodeStore {

    /**
     * Says that the node is alive, with one statement but for the first time.
     *
     * @param id the node's id, new with each start of the node
     * @param name the node's name, {@code app@host}
     */
    void heartbeat(String id, String name);

    /**
     * Notes in which JVM the node runs, and under which name that server's transactions are known to the resources that take
     * part in them. To be called once, when the node has been alive for as long as a silent one counts as alive: what a
     * crash has left of its predecessor is too old then to be taken for another server.
     *
     * @param jvm different for each JVM that has ever run
     * @param transactionNode the name of the server's transactions
     * @param silence how long a node may have been silent that counts as alive
     * @return the names of the nodes, alive and in other JVMs, that have noted the same name; servers like that end each
     *     other's transactions after a crash
     */
    List<String> introduce(String id, String jvm, String transactionNode, Duration silence);

    /** Says that the node is gone. */
    void leave(String id);

    /** Deletes the nodes that have given no sign of life for so long and hold no leases. */
    void deleteSilent(Duration silence);

    /**
     * Claims a duty that one node does at a time, again and again. {@return whether this node is to do it now; nobody else
     * gets true for the same duty before the interval has passed}
     */
    boolean claim(String duty, Duration interval);
}
