package io.apium.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A distribution zip: everything in it lies in one top folder, which is dropped on unpacking. */
record ZipArchive(Path file) {

    /** Unpacks into an existing directory; an entry that would land outside it is refused. */
    void unpackInto(Path directory) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                unpack(zip, entry, resolve(target, entry.getName()));
            }
        }
    }

    private Path resolve(Path target, String entryName) {
        int endOfTopFolder = entryName.indexOf('/');
        if (endOfTopFolder < 0) {
            throw new LauncherException("%s in %s is not in a top folder.", entryName, file);
        }
        Path path = target.resolve(entryName.substring(endOfTopFolder + 1)).normalize();
        if (!path.startsWith(target)) {
            throw new LauncherException("%s in %s would be unpacked outside %s.", entryName, file, target);
        }
        return path;
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(""));
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, path);
        }
    }
}
