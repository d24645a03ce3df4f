package io.apium.demo.concordance;

import io.apium.TaskClient;
import io.apium.demo.concordance.Progress.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at runs from outside: what their rows and the results of their tasks say now. Changes nothing. */
@ApplicationScoped
public class Runs {

    /**
     * A failed task leaves its file uncounted for ever, so in time the oldest uncounted files are the failed ones. To look
     * at a few more than are being counted at the same moment is enough to notice a failure sooner or later.
     */
    private static final int FILES_LOOKED_AT = 12;

    @Inject
    TaskClient tasks;

    @PersistenceContext(unitName = "concordance")
    EntityManager entities;

    /** {@return how far the run with that id is; empty if there is none} */
    public Optional<Progress> find(String runId) {
        return Optional.ofNullable(entities.find(Run.class, runId)).map(this::progress);
    }

    /** {@return how far the run is that was started last; empty if there is none yet} */
    public Optional<Progress> findLatest() {
        return entities.createNamedQuery("Run.latest", Run.class).setMaxResults(1).getResultList().stream()
                .findFirst()
                .map(this::progress);
    }

    private Progress progress(Run run) {
        var merge = tasks.result(run.id(), Report.class);
        boolean isDone = merge.successful();
        var failures = isDone ? List.<String>of() : failures(run);
        return new Progress(
                run.id(),
                run.folder(),
                isDone ? State.DONE : failures.isEmpty() ? State.RUNNING : State.FAILED,
                isDone ? run.total() : counted(run),
                run.total(),
                failures.size(),
                failures.isEmpty() ? null : failures.get(0),
                isDone ? merge.get(Duration.ZERO) : null);
    }

    private int counted(Run run) {
        return entities.createNamedQuery("RunFile.counted", Long.class)
                .setParameter("run", run.id())
                .getSingleResult()
                .intValue();
    }

    private List<String> failures(Run run) {
        var uncounted = entities.createNamedQuery("RunFile.oldestUncounted", String.class)
                .setParameter("run", run.id())
                .setMaxResults(FILES_LOOKED_AT)
                .getResultList();
        var failures = failuresOf(uncounted.stream());
        // The task that merges fails with the first that counts, and by itself only when all are counted.
        return failures.isEmpty() ? failuresOf(Stream.of(run.id())) : failures;
    }

    private List<String> failuresOf(Stream<String> taskIds) {
        return taskIds.flatMap(taskId -> tasks.result(taskId).failure().stream())
                .map(Object::toString)
                .toList();
    }
}
