package io.apium.it.execution;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Writes rows, and looks at them. */
@ApplicationScoped
public class Notes {

    @PersistenceContext
    EntityManager notes;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    /** Writes a row in the current transaction. {@return that transaction} */
    public String write(String account) {
        // Its text may change while the transaction goes on, its identity not.
        var transaction = String.valueOf(registry.getTransactionKey().hashCode());
        notes.persist(new Note(account, transaction));
        return transaction;
    }

    /** Writes a row in the current transaction, and sends it to the database at once. */
    public void writeNow(String account) {
        write(account);
        notes.flush();
    }

    /** Writes a row in a transaction of its own. {@return that transaction} */
    @Transactional(TxType.REQUIRES_NEW)
    public String writeInNew(String account) {
        return write(account);
    }

    /** Writes a row in a transaction of its own, which cannot be committed. */
    @Transactional(TxType.REQUIRES_NEW)
    public void writeInVain(String account) {
        write(account);
        registry.registerInterposedSynchronization(new Spoiler());
    }

    /** {@return how many committed rows the account has} */
    @Transactional(TxType.REQUIRES_NEW)
    public long count(String account) {
        return notes.createQuery("select count(n) from Note n where n.account = :account", Long.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    /** {@return the committed rows of the account and those that begin with it} */
    @Transactional(TxType.REQUIRES_NEW)
    public List<Note> find(String account) {
        return notes.createQuery("select n from Note n where n.account like :accounts", Note.class)
                .setParameter("accounts", account + "%")
                .getResultList();
    }

    /** {@return how many leases are held for the task} */
    @Transactional(TxType.REQUIRES_NEW)
    public long leases(String taskId) {
        return ((Number) notes.createNativeQuery("select count(*) from apium_lease where id = ?1")
                        .setParameter(1, taskId)
                        .getSingleResult())
                .longValue();
    }

    /** {@return the states of the tasks whose ids begin so, if they have ended} */
    @Transactional(TxType.REQUIRES_NEW)
    public Map<String, String> states(String taskIds) {
        List<?> rows = notes.createNativeQuery("select id, state from apium_result where id like ?1")
                .setParameter(1, taskIds + "%")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> String.valueOf(row[0]), row -> String.valueOf(row[1])));
    }

    /** {@return what the action returns, after the commit} */
    @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    public <T> T inTransaction(Callable<T> action) throws Exception {
        return action.call();
    }
}
