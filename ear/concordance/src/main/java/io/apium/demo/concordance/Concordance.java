package io.apium.demo.concordance;

import io.apium.Task;
import io.apium.TaskClient;
import io.apium.canvas.Signature;
import io.apium.schedule.Overlap;
import io.apium.schedule.Periodic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the words below a folder: {@link #start} sends a chord, a task {@link #count} for each text file, and then, when all
 * have ended, the task {@link #merge}, whose result is the report.
 *
 * <p>Each task is one transaction, in which its rows, what it sends and its result commit together, or not at all. So a file
 * is counted once and the report is made once, whatever crashes in between, and nothing here has to care.
 */
@ApplicationScoped
public class Concordance {

    static final String QUEUE = "apium.concordance";
    private static final int TOP_WORDS = 20;
    private static final int LISTED_PROBLEMS = 100;
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock = Clock.systemUTC();

    @Inject
    TaskClient tasks;

    @PersistenceContext(unitName = "concordance")
    EntityManager entities;

    /**
     * Starts a run. {@return its id, which will also be the id of the task that makes its report}
     *
     * @param folder an absolute path
     * @throws UnusableFolderException if there is nothing to count
     */
    @Transactional
    public String start(Path folder) {
        var paths = textFilesBelow(folder);
        var run = new Run(folder, paths.size(), clock.instant());
        entities.persist(run);
        var counts = new ArrayList<Signature<Long>>();
        for (int i = 0; i < paths.size(); i++) {
            var file = new RunFile(run, i, paths.get(i));
            entities.persist(file);
            counts.add(tasks.signature(Concordance::count, file.id()).set(o -> o.taskId(file.id())));
        }
        tasks.<Long>group(counts).join(Concordance::merge, run.id()).applyAsync(o -> o.taskId(run.id()));
        return run.id();
    }

    /**
     * Counts the words of one file. The task has the id of the file. {@return how many words it has}
     *
     * @param fileId the id of a {@link RunFile}
     */
    @Task(queue = QUEUE)
    public long count(String fileId) {
        var file = entities.find(RunFile.class, fileId);
        try {
            var counts = TextFiles.count(file.absolutePath());
            file.counted(counts);
            return counts.total();
        } catch (IOException e) {
            // Trying again would not help. The file is done, and the report tells why it has no words.
            file.unreadable(e);
            return 0;
        }
    }

    /**
     * Merges the counts of all files. The task has the id of the run.
     *
     * @param words how many words each file has; whoever is given them sees all counts
     * @param runId the id of a {@link Run}
     */
    @Task(queue = QUEUE)
    public Report merge(List<Long> words, String runId) {
        var run = entities.find(Run.class, runId);
        var types = ofRun("RunFile.types", runId, TypeTotal.class, Integer.MAX_VALUE);
        return new Report(
                run.folder(),
                TypeTotal.sum(types),
                types,
                ofRun("RunFile.distinctWords", runId, Long.class, 1).get(0),
                ofRun("RunFile.topWords", runId, WordTotal.class, TOP_WORDS),
                ofRun("RunFile.unreadable", runId, Long.class, 1).get(0),
                ofRun("RunFile.problems", runId, Problem.class, LISTED_PROBLEMS),
                Duration.between(run.started(), clock.instant()));
    }

    /** Forgets the runs of earlier days: every hour, on one node, whichever it is. {@return how many} */
    @Task(queue = QUEUE)
    @Periodic(value = "interval(1 hours)", overlap = Overlap.SKIP)
    public int tidyUp() {
        var old = entities.createNamedQuery("Run.startedBefore", Run.class)
                .setParameter("moment", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .getResultList();
        for (var run : old) {
            ofRun("RunFile.all", run.id(), RunFile.class, Integer.MAX_VALUE).forEach(entities::remove);
            entities.remove(run);
        }
        return old.size();
    }

    private <T> List<T> ofRun(String query, String runId, Class<T> type, int limit) {
        return entities.createNamedQuery(query, type)
                .setParameter("run", runId)
                .setMaxResults(limit)
                .getResultList();
    }

    private static List<Path> textFilesBelow(Path folder) {
        if (!folder.isAbsolute()) {
            throw new UnusableFolderException("Not an absolute path: " + folder);
        }
        if (!Files.exists(folder)) {
            throw new UnusableFolderException("There is no such folder: " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new UnusableFolderException("Not a folder: " + folder);
        }
        try {
            var files = TextFiles.below(folder);
            if (files.isEmpty()) {
                throw new UnusableFolderException("There is no text file in the folder: " + folder);
            }
            return files;
        } catch (IOException e) {
            throw new UnusableFolderException("The folder cannot be read: " + e, e);
        }
    }
}
