package io.apium.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What bounds every commit.
 *
 * @param folder a folder on the disk
 */
record Disk(Path folder) {

    private static final Duration TIME = Duration.ofSeconds(2);
    private static final int BLOCK = 4096;

    /** {@return how many writes of a block a second the disk can force, one after the other} */
    double forcedWrites() throws IOException {
        try (var file = FileChannel.open(
                folder.resolve("forced-writes"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            var begin = System.nanoTime();
            var count = 0;
            while (System.nanoTime() - begin < TIME.toNanos()) {
                file.write(ByteBuffer.allocate(BLOCK), (long) (count % 256) * BLOCK);
                file.force(false);
                count++;
            }
            return count / (TIME.toNanos() / 1e9);
        }
    }
}
