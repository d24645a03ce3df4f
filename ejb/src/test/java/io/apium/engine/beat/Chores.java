package io.apium.engine.beat;

import io.apium.Task;
import io.apium.TaskContext;
import io.apium.schedule.PeriodicTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tasks that note for which due time they were run. */
class Chores {

    final List<String> notes = new ArrayList<>();
    final List<Instant> due = new ArrayList<>();

    @Task(name = "sweep")
    void sweep(TaskContext context) {
        due.add(Instant.parse(context.headers().get(PeriodicTask.DUE_HEADER)));
        notes.add(context.headers().get(PeriodicTask.NAME_HEADER));
    }

    @Task(name = "wash", ignoreResult = true)
    String wash(TaskContext context, String what) {
        sweep(context);
        notes.add(what);
        return what;
    }

    @Task(name = "ignore")
    void ignore(TaskContext context) {
        sweep(context);
        throw context.ignore();
    }
}
