package io.apium.demo.concordance;

import io.apium.demo.concordance.TextFiles.Counts;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One text file of a run, with its words once it is counted. */
@Entity
@Table(
        name = "concordance_file",
        indexes = @Index(name = "concordance_file_by_run", columnList = "run_id, counted, file_number"))
@NamedQuery(name = "RunFile.oldestUncounted", query = """
    select f.id from RunFile f where f.run.id = :run and f.counted = false order by f.number\
    """)
@NamedQuery(name = "RunFile.all", query = "select f from RunFile f where f.run.id = :run")
@NamedQuery(name = "RunFile.counted", query = """
    select count(f) from RunFile f where f.run.id = :run and f.counted = true\
    """)
@NamedQuery(name = "RunFile.types", query = """
    select new io.apium.demo.concordance.TypeTotal(f.type, count(f), sum(f.lines), sum(f.wordCount))
    from RunFile f where f.run.id = :run
    group by f.type order by sum(f.wordCount) desc, f.type\
    """)
@NamedQuery(name = "RunFile.distinctWords", query = """
    select count(distinct w.word) from RunFile f join f.words w where f.run.id = :run\
    """)
@NamedQuery(name = "RunFile.topWords", query = """
    select new io.apium.demo.concordance.WordTotal(w.word, sum(w.occurrences))
    from RunFile f join f.words w where f.run.id = :run
    group by w.word order by sum(w.occurrences) desc, w.word\
    """)
@NamedQuery(name = "RunFile.unreadable", query = """
    select count(f) from RunFile f where f.run.id = :run and f.problem is not null\
    """)
@NamedQuery(name = "RunFile.problems", query = """
    select new io.apium.demo.concordance.Problem(f.path, f.problem)
    from RunFile f where f.run.id = :run and f.problem is not null
    order by f.number\
    """)
class RunFile {

    private static final int MAX_PROBLEM_LENGTH = 1000;

    @Id
    @Column(length = 36)
    private String id;

    @ManyToOne(optional = false)
    private Run run;

    /** The place in the run: tasks are sent in this order. */
    @Column(name = "file_number")
    private int number;

    /** Relative to the folder of the run. */
    @Column(length = 4096, nullable = false)
    private String path;

    @Column(nullable = false)
    private String type;

    @SuppressWarnings("UnusedVariable") // Queries read it.
    private boolean counted;

    @Column(name = "line_count")
    private long lines;

    @Column(name = "word_count")
    private long wordCount;

    @ElementCollection
    @CollectionTable(name = "concordance_word", joinColumns = @JoinColumn(name = "file_id"))
    private List<WordCount> words = new ArrayList<>();

    @Column(length = MAX_PROBLEM_LENGTH)
    private @Nullable String problem;

    @SuppressWarnings("NullAway.Init") // Jakarta Persistence sets the fields.
    protected RunFile() {}

    RunFile(Run run, int number, Path path) {
        this.id = UUID.randomUUID().toString();
        this.run = run;
        this.number = number;
        this.path = path.toString();
        this.type = TextFiles.type(path);
    }

    void counted(Counts counts) {
        lines = counts.lines();
        wordCount = counts.total();
        counts.words().forEach((word, occurrences) -> words.add(new WordCount(word, occurrences)));
        counted = true;
    }

    void unreadable(IOException reason) {
        var text = reason.toString();
        problem = text.substring(0, Math.min(text.length(), MAX_PROBLEM_LENGTH));
        counted = true;
    }

    String id() {
        return id;
    }

    Run run() {
        return run;
    }

    Path absolutePath() {
        return Path.of(run.folder()).resolve(path);
    }
}
