package io.apium.bench.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What the machine has spent up to a moment.
 *
 * @param nanos the moment
 * @param server CPU ticks of the server's process
 * @param postgres CPU ticks of PostgreSQL's processes
 * @param machine CPU ticks of all that runs on the machine
 * @param statements statements that PostgreSQL has executed
 * @param walSyncs how often PostgreSQL has forced its log to the disk
 * @param messages messages that have been sent to queues
 */
record Usage(long nanos, long server, long postgres, long machine, long statements, long walSyncs, long messages) {

    /** What Linux counts CPU time in: 100 ticks are a second. */
    static final double TICK_MILLIS = 10;

    private static final Path PROC = Path.of("/proc");

    static Usage upToNow(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select pg_backend_pid(), (select sum(calls) from pg_stat_statements), (select wal_sync from pg_stat_wal)
                        """)) {
            row.next();
            var postmaster = parent(stat(PROC.resolve(row.getString(1))));
            return new Usage(
                    System.nanoTime(),
                    own(stat(PROC.resolve("self"))),
                    family(postmaster),
                    busyTicks(),
                    row.getLong(2),
                    row.getLong(3),
                    BrokerQueues.added());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what was spent since then} */
    Usage since(Usage begin) {
        return new Usage(
                nanos - begin.nanos,
                server - begin.server,
                postgres - begin.postgres,
                machine - begin.machine,
                statements - begin.statements,
                walSyncs - begin.walSyncs,
                messages - begin.messages);
    }

    /** {@return mebibytes of memory that the server's process has now} */
    static long resident() {
        try (var lines = Files.lines(PROC.resolve("self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a process's {@code stat}, from the third, its state, on. */
    private static String[] stat(Path process) throws IOException {
        var text = Files.readString(process.resolve("stat"));
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    private static long parent(String[] stat) {
        return Long.parseLong(stat[1]);
    }

    private static long own(String[] stat) {
        return Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
    }

    private static long ended(String[] stat) {
        return Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
    }

    /** A process, its children, and the children that have ended. */
    private static long family(long pid) throws IOException {
        var head = stat(PROC.resolve(Long.toString(pid)));
        var sum = own(head) + ended(head);
        for (var child :
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            try {
                sum += own(stat(PROC.resolve(Long.toString(child.pid()))));
            } catch (IOException e) {
                // It has ended meanwhile.
            }
        }
        return sum;
    }

    private static long busyTicks() throws IOException {
        try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
            var ticks = Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            // user, nice, system, idle, iowait, irq, softirq
            return ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
        }
    }
}
