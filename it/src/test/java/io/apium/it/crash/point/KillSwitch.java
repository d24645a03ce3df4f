package io.apium.it.crash.point;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the JVM, as a power cut would, when a thread passes the point that is armed. The file {@code armed} in the folder
 * that the system property {@code crash.folder} names says which point, and at which passage: {@code serial point
 * passage}. What was hit is written to the file {@code hit} beside it. Byteman makes an instance for each rule.
 */
public class KillSwitch {

    /** What {@code kill -9} leaves as the exit code. */
    private static final int KILLED = 137;

    private static final Path FOLDER = Path.of(System.getProperty("crash.folder"));
    private static final Map<String, AtomicInteger> PASSAGES = new ConcurrentHashMap<>();
    private static final ThreadLocal<Set<String>> ROOMS = ThreadLocal.withInitial(HashSet::new);

    /** Byteman calls it when the server begins to start: with {@code crash.life}, it dies after so many milliseconds. */
    public static void activated() {
        var life = Long.getLong("crash.life");
        if (life != null) {
            var end = new Thread(() -> dieAfter(life), "end of life");
            end.setDaemon(true);
            end.start();
        }
    }

    @SuppressWarnings("ResultOfMethodCallIgnored") // Nobody counts it down.
    private static void dieAfter(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            die("after " + millis + " ms");
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The thread is from now on in the room: the points of rules may depend on it. */
    public void enter(String room) {
        ROOMS.get().add(room);
    }

    /** The thread has left the room. */
    public void leave(String room) {
        ROOMS.get().remove(room);
    }

    /** {@return whether the thread is in the room} */
    public boolean in(String room) {
        return ROOMS.get().contains(room);
    }

    /** A thread passes the point. If it is armed, and it is its passage, the JVM is no more. */
    public void pass(String point) throws IOException {
        var file = FOLDER.resolve("armed");
        if (!Files.exists(file)) {
            return;
        }
        var armed = Files.readString(file);
        var words = armed.split(" ", -1);
        if (words.length == 3
                && words[1].equals(point)
                && PASSAGES.computeIfAbsent(armed, serial -> new AtomicInteger())
                                .incrementAndGet()
                        == Integer.parseInt(words[2])) {
            die(armed);
        }
    }

    private static void die(String reason) throws IOException {
        Files.writeString(FOLDER.resolve("hit"), reason, StandardOpenOption.CREATE_NEW);
        Runtime.getRuntime().halt(KILLED);
    }
}
