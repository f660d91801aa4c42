package io.mitalk.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Owned by the calling thread. Unpacks a ustar archive (POSIX.1-1988): headers of 512 bytes with the name at 0, the
 * mode at 100, the size at 124, the kind at 156, the link's target at 157 and the name's prefix at 345.
 */
final class TarReader {

    private static final int BLOCK = 512;
    private static final String EXECUTABLE = "rwxr-xr-x";
    private static final String PLAIN = "rw-r--r--";

    private TarReader() {}

    /**
     * Writes every file, folder and symbolic link of {@code archive} below {@code folder}.
     *
     * @throws IOException when the archive is damaged, or a name leads out of the folder
     */
    static void unpack(InputStream archive, Path folder) throws IOException {
        var header = archive.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            var target = inside(folder, name(header));
            long size = octal(header, 124, 12);
            switch (header[156]) {
                case '5' -> Files.createDirectories(target);
                case '2' -> link(folder, target, text(header, 157, 100));
                case '0', 0 -> file(archive, target, size, octal(header, 100, 8));
                default -> throw new IOException("an entry of unknown kind: " + target);
            }
            header = archive.readNBytes(BLOCK);
        }
    }

    private static void file(InputStream archive, Path target, long size, long mode)
            throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        try (var out = Files.newOutputStream(target)) {
            long left = size;
            var buffer = new byte[1 << 16];
            while (left > 0) {
                int read = archive.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the archive ends inside " + target);
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        boolean executable = (mode & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? EXECUTABLE : PLAIN));
    }

    private static void link(Path folder, Path target, String destination) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        inside(folder, folder.relativize(target.resolveSibling(destination)).toString());
        Files.createSymbolicLink(target, Path.of(destination));
    }

    private static Path inside(Path folder, String name) throws IOException {
        var target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("a name leads out of the folder: " + name);
        }
        return target;
    }

    private static String name(byte[] header) {
        var prefix = text(header, 345, 155);
        var name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int offset, int length) throws IOException {
        var digits = text(header, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("a damaged header", e);
        }
    }
}
