package io.apium.it.app;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.TaskContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tasks on a CDI bean. */
@ApplicationScoped
public class Ledger {

    @Inject
    TaskClient tasks;

    @Inject
    TaskContext context;

    @PersistenceContext(unitName = "ledger")
    EntityManager entries;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Task
    public String enter(String account) {
        entries.persist(new Entry(account));
        return "entered " + account;
    }

    @Task
    public void enterBoth(String account) {
        enter(account);
        tasks.signature(Ledger::enter, account + " by child").delay();
    }

    /** The child has the id that is its account. */
    @Task
    public void enterForChild(String account) {
        enter(account);
        tasks.signature(Ledger::count, account).applyAsync(o -> o.taskId(account));
    }

    @Task
    public long count(String account) {
        return entries.createQuery("select count(e) from Entry e where e.account = :account", Long.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    @Task
    public void fail(String account) {
        Calls.count(account);
        enterBoth(account);
        entries.flush();
        throw new IllegalStateException("no funds on " + account);
    }

    @Task
    public void refuse(String account) {
        enterBoth(account);
        transaction.setRollbackOnly();
    }

    /** Ends well, in a transaction that will not commit. */
    @Task
    public void spoil(String account) {
        Calls.count(account);
        enter(account);
        transaction.registerInterposedSynchronization(new Spoiler());
    }

    @Task
    public void meet() throws Exception {
        Calls.MEETING.await(20, TimeUnit.SECONDS);
    }

    @Task(name = "ledger.echo")
    public List<Order> echo(List<Order> orders, LocalDate day) {
        return orders.stream().filter(order -> order.day().equals(day)).toList();
    }

    @Task
    public String describe(TaskContext own, String text) {
        return String.join(
                "|",
                text,
                String.valueOf(own.id().equals(context.id())),
                own.name(),
                String.valueOf(own.attempt()),
                own.queue().orElse("none"),
                own.worker(),
                own.headers().toString(),
                String.valueOf(own.rootId().equals(own.id())),
                own.displayName());
    }

    @Task(queue = "side")
    public String aside() {
        return context.queue().orElse("none");
    }
}
