package io.apium.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that prints lines and then stays until it is ended, or exits with code 3 when a line is {@code exit}. */
final class FakeServer {

    private FakeServer() {}

    static Process start(File log, String... lines) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(FakeServer.class.getName());
        command.addAll(List.of(lines));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    public static void main(String[] lines) throws InterruptedException {
        for (String line : lines) {
            if (line.equals("exit")) {
                System.exit(3);
            }
            System.out.println(line);
        }
        new CountDownLatch(1).await();
    }
}
