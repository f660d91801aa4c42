package io.mitalk.blob;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Owned by a process of its own. Puts a blob that never ends, until somebody kills the process. */
final class HalfWriter {

    private HalfWriter() {}

    /** The argument is the shelf's folder. */
    public static void main(String[] arguments) throws Exception {
        var parts = new FolderShelf.Parts(Clock.system(), Randomness.secure());
        var shelf = FolderShelf.open(Path.of(arguments[0]), 0, parts);
        shelf.put(new Endless(), Long.MAX_VALUE);
    }

    /** Owned by one reader. Bytes for ever. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 7;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Math.min(length, 1_000);
        }
    }
}
