package io.apium.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What everything was measured on.
 *
 * @param disk where it writes
 */
record Machine(Disk disk) {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");

    /** {@return its facts at this moment, in a sentence} */
    String facts() throws IOException {
        return String.format(
                Locale.ROOT,
                "%d CPUs (%s), %.0f GiB of memory, %s %s, Java %s; load %s; the disk forces %.0f writes a second.",
                Runtime.getRuntime().availableProcessors(),
                find(MODEL, "cpuinfo"),
                Double.parseDouble(find(MEMORY, "meminfo")) / (1 << 20),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                Files.readString(PROC.resolve("loadavg")).split(" ", 2)[0],
                disk.forcedWrites());
    }

    private static String find(Pattern pattern, String file) throws IOException {
        var match = pattern.matcher(Files.readString(PROC.resolve(file)));
        return match.find() ? match.group(1) : "0";
    }
}
