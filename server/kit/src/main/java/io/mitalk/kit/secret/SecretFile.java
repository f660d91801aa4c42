package io.mitalk.kit.secret;

import io.mitalk.kit.config.ConfigException;
import io.mitalk.kit.id.Randomness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Thread-safe. Keys of 32 random bytes that survive a restart: files under {@code <data>/secrets} only we may read. */
public final class SecretFile {

    /** Bytes of every key. */
    public static final int LENGTH = 32;

    private SecretFile() {}

    /**
     * The key called {@code name}, made now when there is none; two processes that start at once agree on one.
     *
     * @param data the data folder
     * @return {@link #LENGTH} bytes
     * @throws ConfigException when the file cannot be read or written, or is not a key
     */
    public static byte[] open(Path data, String name, Randomness randomness) {
        var file = data.resolve("secrets").resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, randomness);
            }
            var key = Files.readAllBytes(file);
            if (key.length != LENGTH) {
                throw new ConfigException(
                        file
                                + " is not a key of 32 bytes: restore it from a backup, or delete it"
                                + " to have a new one made (what it signed is then void)");
            }
            return key;
        } catch (IOException e) {
            throw new ConfigException(
                    "cannot read or write " + file + ": check owner and free space", e);
        }
    }

    private static void create(Path file, Randomness randomness) throws IOException {
        var folder = Files.createDirectories(file.resolveSibling(""));
        var ours =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var key = new byte[LENGTH];
        randomness.nextBytes(key);
        var half = file.resolveSibling(file.getFileName() + "." + randomness.text(8) + ".new");
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(half, options, ours)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
        try {
            // A link appears whole or not at all, and never replaces the key of another process.
            Files.createLink(file, half);
        } catch (FileAlreadyExistsException ignored) {
            // Another process was quicker; its key counts.
        } finally {
            Files.delete(half);
        }
    }
}
