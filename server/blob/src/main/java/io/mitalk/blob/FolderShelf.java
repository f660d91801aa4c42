package io.mitalk.blob;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. A shelf in a folder: {@code ab/cdef…} by the digits of the id. A blob is written under another name,
 * forced to the disk and then moved into its place, which a file system does whole or not at all. One process has the
 * folder for itself.
 */
public final class FolderShelf implements Shelf {

    private static final String UNFINISHED = "unfinished";
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int EXPIRE_AT_A_TIME = 100;
    private static final int NAME_LENGTH = 16;

    private final Path folder;
    private final Path unfinished;
    private final long keepFreeBytes;
    private final Parts parts;

    /** Held while a blob's age is decided about, so that nobody is given an id whose blob goes away. */
    private final Object ages = new Object();

    private FolderShelf(Path folder, long keepFreeBytes, Parts parts) {
        this.folder = folder;
        this.unfinished = folder.resolve(UNFINISHED);
        this.keepFreeBytes = keepFreeBytes;
        this.parts = parts;
    }

    /** What a shelf is given from outside. */
    public record Parts(Clock clock, Randomness randomness) {}

    /**
     * Opens the shelf in {@code folder}, which is made when there is none; what a crash left unfinished is removed.
     *
     * @param keepFreeBytes of the disk that blobs leave to others
     * @throws ShelfException when the folder cannot be used
     */
    public static FolderShelf open(Path folder, long keepFreeBytes, Parts parts)
            throws ShelfException {
        var shelf = new FolderShelf(folder, keepFreeBytes, parts);
        try {
            Files.createDirectories(shelf.unfinished);
            try (var left = Files.newDirectoryStream(shelf.unfinished)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw broken("cannot use " + folder + ": check owner and free space", e);
        }
        return shelf;
    }

    @Override
    public BlobId put(InputStream in, long maxBytes) throws IOException, ShelfException {
        requireRoom();
        var file = unfinished.resolve(parts.randomness().text(NAME_LENGTH));
        try {
            var id = copy(in, file, maxBytes);
            keep(file, id);
            return id;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public @Nullable Blob open(BlobId id) throws ShelfException {
        try {
            return FileBlob.open(path(id));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw broken("cannot read " + id, e);
        }
    }

    @Override
    public void delete(BlobId id) throws ShelfException {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw broken("cannot delete " + id, e);
        }
    }

    @Override
    public int expire(Duration grace, UnaryOperator<Set<BlobId>> referenced) throws ShelfException {
        var before = parts.clock().instant().minus(grace);
        int removed = 0;
        try {
            Set<BlobId> asked = new HashSet<>();
            try (var shelves = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
                for (var shelf : shelves) {
                    try (var files = Files.newDirectoryStream(shelf)) {
                        for (var file : files) {
                            if (old(file, before)) {
                                asked.add(id(shelf, file));
                            }
                            if (asked.size() == EXPIRE_AT_A_TIME) {
                                removed += expire(asked, before, referenced);
                                asked = new HashSet<>();
                            }
                        }
                    }
                }
            }
            return removed + expire(asked, before, referenced);
        } catch (IOException e) {
            throw broken("cannot look through " + folder, e);
        }
    }

    private int expire(Set<BlobId> asked, Instant before, UnaryOperator<Set<BlobId>> referenced)
            throws IOException {
        if (asked.isEmpty()) {
            return 0;
        }
        var needed = referenced.apply(Set.copyOf(asked));
        int removed = 0;
        for (var id : asked) {
            if (needed.contains(id)) {
                continue;
            }
            synchronized (ages) {
                // Somebody may have put the same bytes since: then it is young again.
                if (old(path(id), before)) {
                    Files.delete(path(id));
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean old(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false; // deleted meanwhile
        }
    }

    private static BlobId copy(InputStream in, Path file, long maxBytes)
            throws IOException, ShelfException {
        var digest = sha256();
        var buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (var channel = create(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw new ShelfException(
                            ShelfException.Reason.TOO_LARGE, "more than " + maxBytes, null);
                }
                digest.update(buffer, 0, read);
                write(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            force(channel);
        }
        return new BlobId(HexFormat.of().formatHex(digest.digest()));
    }

    /** Moves a finished file into its place; when the blob is there already it becomes young again. */
    private void keep(Path file, BlobId id) throws ShelfException {
        var place = path(id);
        try {
            var shelf = place.resolveSibling("");
            if (!Files.isDirectory(shelf)) {
                Files.createDirectories(shelf);
                forceFolder(folder);
            }
            synchronized (ages) {
                Files.setLastModifiedTime(file, FileTime.from(parts.clock().instant()));
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
            }
            forceFolder(shelf);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void requireRoom() throws ShelfException {
        try {
            if (Files.getFileStore(folder).getUsableSpace() < keepFreeBytes) {
                throw new ShelfException(
                        ShelfException.Reason.FULL, "the disk of " + folder + " is full", null);
            }
        } catch (IOException e) {
            throw broken("cannot use " + folder, e);
        }
    }

    private static FileChannel create(Path file) throws ShelfException {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws ShelfException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void force(FileChannel channel) throws ShelfException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The entry of a moved file is on the disk only when its folder is. */
    private static void forceFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Why writing failed: Java tells a full disk from other failures only by the system's words. */
    static ShelfException failed(IOException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = words.contains("no space left") || words.contains("quota exceeded");
        return full
                ? new ShelfException(ShelfException.Reason.FULL, "the disk is full", e)
                : broken("cannot write", e);
    }

    private static ShelfException broken(String message, IOException cause) {
        return new ShelfException(ShelfException.Reason.BROKEN, message, cause);
    }

    private Path path(BlobId id) {
        return folder.resolve(id.hex().substring(0, 2)).resolve(id.hex().substring(2));
    }

    private static BlobId id(Path shelf, Path file) {
        return new BlobId(shelf.getFileName().toString() + file.getFileName());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
