package io.apium.demo.concordance;

import io.apium.Task;
import io.apium.TaskClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Counts the words below a folder: {@link #start} sends one task {@link #count} per text file, and the last of them sends
 * the task {@link #merge}, whose result is the report.
 *
 * <p>Each of the three is one transaction, in which its rows, the tasks it sends and its result commit together, or not at
 * all. So a file is counted once and the report is made once, whatever crashes in between, and nothing here has to care.
 */
@ApplicationScoped
public class Concordance {

    static final String QUEUE = "apium.concordance";
    private static final int TOP_WORDS = 20;
    private static final int LISTED_PROBLEMS = 100;

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
        for (int i = 0; i < paths.size(); i++) {
            var file = new RunFile(run, i, paths.get(i));
            entities.persist(file);
            tasks.signature(Concordance::count, file.id()).applyAsync(o -> o.taskId(file.id()));
        }
        return run.id();
    }

    /**
     * Counts the words of one file. The task has the id of the file.
     *
     * @param fileId the id of a {@link RunFile}
     */
    @Task(queue = QUEUE)
    public void count(String fileId) {
        var file = entities.find(RunFile.class, fileId);
        try {
            file.counted(TextFiles.count(file.absolutePath()));
        } catch (IOException e) {
            // Trying again would not help. The file is done, and the report tells why it has no words.
            file.unreadable(e);
        }
        entities.flush();

        // The update locks the run until this transaction ends, so of all tasks that count down only one sees 0, and
        // sees it when the others have committed. If it is rolled back, so are its counts, its step and its message:
        // it is done again, and sees 0 again. The price is that the commits of a run queue for its row; hence the flush
        // above, which does all other work before.
        var runId = file.run().id();
        entities.createNamedQuery("Run.countDown").setParameter("run", runId).executeUpdate();
        if (remaining(runId) == 0) {
            tasks.signature(Concordance::merge, runId).applyAsync(o -> o.taskId(runId));
        }
    }

    /**
     * Merges the counts of all files. The task has the id of the run.
     *
     * @param runId the id of a {@link Run}
     */
    @Task(queue = QUEUE)
    public Report merge(String runId) {
        // After a crash, recovery may commit this message a moment before the last counts. Their transaction still
        // holds
        // the lock of the run: whoever gets it sees all counts.
        var run = entities.find(Run.class, runId, LockModeType.PESSIMISTIC_WRITE);
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

    private int remaining(String runId) {
        return ofRun("Run.remaining", runId, Integer.class, 1).get(0);
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
