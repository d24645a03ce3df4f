package io.apium.it.crash.app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A run of the periodic task. Neither the task's id nor the due time is a key: what is run twice is seen. */
@Entity
@Table(name = "crash_tick")
@SuppressWarnings("unused") // The audit reads the table.
class Tick {

    @Id
    private String id = "";

    @Column(name = "task_id")
    private String taskId = "";

    @Column(name = "due_at")
    private String dueAt = "";

    protected Tick() {}

    Tick(String taskId, String dueAt) {
        this.id = UUID.randomUUID().toString();
        this.taskId = taskId;
        this.dueAt = dueAt;
    }
}
