package io.apium.it.crash.app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What a task has done. The task's id is no key: what is done twice is seen. */
@Entity
@Table(name = "crash_trace")
@SuppressWarnings("unused") // The audit reads the table.
class Trace {

    @Id
    private String id = "";

    @Column(name = "task_id")
    private String taskId = "";

    private String what = "";

    protected Trace() {}

    private Trace(String taskId, String what) {
        this.id = UUID.randomUUID().toString();
        this.taskId = taskId;
        this.what = what;
    }

    /** Work whose row commits with the task. */
    static Trace work(String taskId) {
        return new Trace(taskId, "WORK");
    }

    /** A run outside a transaction, whose row commits at once. */
    static Trace run(String taskId) {
        return new Trace(taskId, "RUN");
    }
}
