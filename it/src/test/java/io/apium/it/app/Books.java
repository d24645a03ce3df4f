package io.apium.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.concurrent.Callable;

/** Looks at the rows, and runs things in a transaction. */
@ApplicationScoped
public class Books {

    @PersistenceContext(unitName = "ledger")
    EntityManager entries;

    /** {@return how many committed rows the account has} */
    @Transactional(TxType.REQUIRES_NEW)
    public long count(String account) {
        return entries.createQuery("select count(e) from Entry e where e.account = :account", Long.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    /** Writes a row in the current transaction. {@return the account} */
    public String enter(String account) {
        entries.persist(new Entry(account));
        return account;
    }

    /** {@return what the action returns, after the commit} An exception rolls back. */
    @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    public <T> T inTransaction(Callable<T> action) throws Exception {
        return action.call();
    }
}
