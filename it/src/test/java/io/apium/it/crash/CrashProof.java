package io.apium.it.crash;

import io.apium.it.crash.Audit.Findings;
import io.apium.it.crash.app.PeriodicTasks;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Pulls plugs, and counts. Under load, something is killed; it is started again; when all is quiet, an audit compares what
 * was sent with what has happened. So often as it is told, or until the first fault.
 */
final class CrashProof {

    private final Settings settings;
    private final PrintStream out;

    CrashProof(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs a proof from the command line. A fault is an exception, so that the command fails. */
    public static void main(String[] arguments) throws Exception {
        var findings = new CrashProof(Settings.read(), System.out).run();
        if (!findings.faults().isEmpty()) {
            throw new AssertionError(findings.faults().size() + " faults, see above");
        }
    }

    /** Runs the proof. {@return what the last audit found} */
    Findings run() throws Exception {
        var random = new Random(settings.seed());
        var report = new Report(out, settings.target().resolve("report.md"));
        try (var scene = Scene.set(settings)) {
            var audit = new Audit(scene.database());
            var strikes = scene.strikes(random);
            report.begin(settings);
            Findings findings;
            do {
                var blow = strikes.next();
                var silence = scene.witness().awaitSilence();
                findings = audit.audit(silence.rest());
                report.add(blow, lastTask(scene, blow.restart()), silence, findings);
            } while (report.kills() < settings.kills() && findings.faults().isEmpty());
            report.end(findings);
            return findings;
        }
    }

    private static @Nullable Instant lastTask(Scene scene, Instant restart) throws SQLException {
        try (var connection = scene.database().source().getConnection();
                var statement = connection.prepareStatement(
                        "select max(ended_at) from apium_result where ended_at > ? and task <> ?")) {
            statement.setLong(1, ChronoUnit.MICROS.between(Instant.EPOCH, restart));
            statement.setString(2, PeriodicTasks.TICK);
            try (var rows = statement.executeQuery()) {
                rows.next();
                var last = rows.getObject(1, Long.class);
                return last == null ? null : Instant.EPOCH.plus(last, ChronoUnit.MICROS);
            }
        }
    }
}
