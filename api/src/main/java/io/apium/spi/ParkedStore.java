package io.apium.spi;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages that wait for their time.
 *
 * <p><b>Transaction.</b> Every method takes part in the current JTA transaction if there is one. <b>Threading.</b> Safe for
 * use by several threads.
 */
public interface ParkedStore {

    /** Stores a message. It may be written as late as the commit. */
    void insert(ParkedMessage message);

    /**
     * Locks messages whose time has come until the transaction ends, without waiting for anybody. {@return those that are locked,
     * earliest first} Those that another transaction has locked, also one that a lost node has left in doubt, are not among them.
     *
     * @param until their time comes at this moment, or earlier
     * @param limit how many at most
     */
    List<ParkedMessage.Entry> lockDue(Instant until, int limit);

    /**
     * Deletes messages, and {@return those of them that were still there, earliest first} Nobody else gets them, unless the
     * transaction is rolled back.
     */
    List<ParkedMessage> take(Collection<String> keys);

    /** Lets messages wait until another time. {@return how many of them were still there} */
    int move(Collection<String> keys, Instant dueAt);

    /** {@return the messages of a task} */
    List<ParkedMessage.Entry> find(String taskId);

    /**
     * {@return messages, earliest first}
     *
     * @param after the last of the page before; null for the first page
     * @param limit how many at most
     */
    List<ParkedMessage.Entry> list(ParkedMessage.@Nullable Entry after, int limit);
}
