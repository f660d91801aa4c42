package io.mitalk.db.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The folder of our PostgreSQL while this process holds it: a lock of the kernel that ends with the
 * process, however it ends.
 *
 * <pre>
 *   lock              held by the server that uses the folder; its process number in it
 *   mitalk            says that the folder is ours
 *   programs-18.6/    PostgreSQL's programs
 *   cluster/          PostgreSQL's data
 *   start.log         what PostgreSQL said at its last start
 * </pre>
 */
final class DataFolder implements AutoCloseable {

    private static final String MARK = "mitalk";
    private static final String MARK_TEXT = "This folder belongs to MiTalk's own PostgreSQL.\n";
    private static final long NEEDED_BYTES = 256L << 20;
    private static final long NEEDED_MORE_BYTES = 32L << 20;
    private static final int HOLDER_TRIES = 50;
    private static final long HOLDER_PAUSE_NS = 20_000_000;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the folder, making it when it is absent.
     *
     * @throws PostgresStartException when it is held by a living server, foreign, newer or older than ours, or full
     */
    static DataFolder take(Path wanted) throws IOException {
        try {
            Files.createDirectories(wanted);
            // PostgreSQL's command line is compared with it: one spelling for every way to the
            // folder.
            var path = wanted.toRealPath();
            refuseForeign(path);
            var channel = lock(path);
            try {
                var folder = new DataFolder(path, channel);
                folder.refuseOtherVersion();
                folder.refuseFull();
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                Files.writeString(path.resolve(MARK), MARK_TEXT);
                return folder;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new PostgresStartException(
                    "cannot write to %s: give it to the user that runs MiTalk, or choose another one with --data"
                            .formatted(wanted),
                    e);
        }
    }

    Path cluster() {
        return cluster(path);
    }

    static Path cluster(Path folder) {
        return folder.resolve("cluster");
    }

    /** Where {@code name} lies in it. */
    Path file(String name) {
        return path.resolve(name);
    }

    Path path() {
        return path;
    }

    Path log() {
        return path.resolve("start.log");
    }

    static PostgresStartException full(Path path) {
        return new PostgresStartException(
                "the disk of " + path + " is full: make room, PostgreSQL cannot start");
    }

    /** The operator's line for what the system says. */
    static PostgresStartException explained(Path path, IOException failure) {
        var said = String.valueOf(failure.getMessage());
        return said.contains("No space left on device")
                ? full(path)
                : new PostgresStartException(
                        "PostgreSQL cannot start in %s: %s".formatted(path, said), failure);
    }

    private static void refuseForeign(Path path) throws IOException {
        try (var files = Files.list(path)) {
            var names = files.map(file -> file.getFileName().toString()).sorted().toList();
            boolean ours =
                    names.isEmpty()
                            || names.contains(MARK)
                            || names.stream().allMatch(name -> name.equals("lock"));
            if (!ours) {
                throw new PostgresStartException(
                        "%s holds files that are not MiTalk's (%s …): choose another folder with --data"
                                .formatted(path, names.getFirst()));
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var file = path.resolve("lock");
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new PostgresStartException(
                        "%s is in use by another MiTalk (process %s): stop it, or choose another one with --data"
                                .formatted(path, holder(file)));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The number of the process that holds the lock; who just took it may not have written it yet. */
    private static String holder(Path file) throws IOException {
        var said = "";
        for (int i = 0; i < HOLDER_TRIES; i++) {
            said = Files.readString(file).strip();
            if (said.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(said)).isPresent()) {
                return said;
            }
            LockSupport.parkNanos(HOLDER_PAUSE_NS);
        }
        return said;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            // By this very process: the same answer as for another one.
            return null;
        }
    }

    private void refuseOtherVersion() throws IOException {
        var file = cluster().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        var version = Files.readString(file).strip();
        if (!version.equals(Integer.toString(Programs.MAJOR))) {
            throw new PostgresStartException(
                    "%s was written by PostgreSQL %s, and this MiTalk brings %d: run the MiTalk that wrote it"
                            .formatted(cluster(), version, Programs.MAJOR));
        }
    }

    /**
     * Looks before PostgreSQL does, which would only write of it.
     *
     * @throws PostgresStartException when there is too little room for a start
     */
    void refuseFull() throws IOException {
        long needed = Files.exists(cluster()) ? NEEDED_MORE_BYTES : NEEDED_BYTES;
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < needed) {
            throw new PostgresStartException(
                    "the disk of %s is full: %d MiB are free, and PostgreSQL needs %d MiB to start"
                            .formatted(path, free >> 20, needed >> 20));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
