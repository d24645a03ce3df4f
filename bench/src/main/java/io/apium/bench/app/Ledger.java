package io.apium.bench.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** The rows that the work writes. */
@ApplicationScoped
public class Ledger {

    @PersistenceContext
    EntityManager entries;

    /** Writes a row in the caller's transaction. */
    public void insert(int number) {
        entries.persist(new Entry(UUID.randomUUID().toString(), number, "a row of about the size of a small order"));
    }

    /** Does something in a transaction. */
    @Transactional
    public void inTransaction(Runnable action) {
        action.run();
    }

    /** Deletes all rows, those of results too, so that each run finds the same. */
    @Transactional
    public void forget() {
        entries.createNativeQuery(
                        "truncate bench_entry, apium_result, apium_attempt, apium_join, apium_join_stripe, apium_workflow_page")
                .executeUpdate();
    }
}
