package io.apium.it.crash.app;

import io.apium.TaskClient;
import io.apium.canvas.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what was sent and what was done. */
@ApplicationScoped
class Ledger {

    @PersistenceContext
    EntityManager rows;

    @Inject
    TaskClient tasks;

    /** Sends one task of each kind, and each workflow, all in one transaction. */
    @Transactional(TxType.REQUIRES_NEW)
    public void sendRound() {
        for (var kind : Kind.values()) {
            var signature = kind.signature(tasks);
            if (signature != null) {
                var id = sent(kind, null);
                signature.applyAsync(o -> o.taskId(id));
            }
        }
        for (var flow : Flow.values()) {
            flow.canvas(tasks, this::enter).delay();
        }
    }

    private <R> Signature<R> enter(Kind kind, Signature<R> part) {
        var id = sent(kind, null);
        return part.set(o -> o.taskId(id));
    }

    /** Does the work of a task, in the current transaction. */
    public void work(String taskId) {
        rows.persist(Trace.work(taskId));
    }

    /** Does the work of a task, and sends a child, in the current transaction. */
    public void workAndSendChild(String taskId) {
        work(taskId);
        var id = sent(Kind.CHILD, taskId);
        tasks.signature(AtomicTasks::work).applyAsync(o -> o.taskId(id));
    }

    /** A task runs, whatever becomes of it. {@return how often it has run} */
    @Transactional(TxType.REQUIRES_NEW)
    public long run(String taskId) {
        rows.persist(Trace.run(taskId));
        return rows.createQuery("select count(t) from Trace t where t.taskId = :task and t.what = 'RUN'", Long.class)
                .setParameter("task", taskId)
                .getSingleResult();
    }

    /** The periodic task runs for a due time, in the current transaction. */
    public void tick(String taskId, String dueAt) {
        rows.persist(new Tick(taskId, dueAt));
    }

    private String sent(Kind kind, @Nullable String parentId) {
        var id = UUID.randomUUID().toString();
        rows.persist(new Sent(id, kind, parentId));
        return id;
    }
}
