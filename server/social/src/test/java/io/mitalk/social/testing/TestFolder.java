package io.mitalk.social.testing;

import io.mitalk.blob.FolderShelf;
import io.mitalk.blob.Shelf;
import io.mitalk.blob.ShelfException;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Thread-safe. A folder of one test, gone with it. */
public record TestFolder(Path path) implements AutoCloseable {

    public static TestFolder create() {
        try {
            return new TestFolder(Files.createTempDirectory("mitalk-test"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A shelf in the folder; what an earlier one kept is still there. */
    public Shelf shelf(Clock clock) {
        try {
            return FolderShelf.open(path, 0, new FolderShelf.Parts(clock, Randomness.secure()));
        } catch (ShelfException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
