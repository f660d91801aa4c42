package io.mitalk.replay.recorder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Thread-safe. Where the bytes of tracks go: a folder, or in tests one that is full. */
@FunctionalInterface
interface Disk {

    /** The disk of the system. */
    Disk REAL = Disk::file;

    /**
     * A new file.
     *
     * @throws IOException also when there is one of that name
     */
    Sink create(Path path) throws IOException;

    /** {@link #write} and {@link #close} are one thread's; {@link #force} may be another's meanwhile. */
    interface Sink extends Closeable {

        /**
         * Adds all that the buffer holds.
         *
         * @throws IOException when there is no room; some of it may have been written
         */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns when what was written so far survives the loss of power. */
        void force() throws IOException;
    }

    private static Sink file(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Sink() {

            private volatile boolean entered;

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }

            @Override
            public void force() throws IOException {
                file.force(false);
                if (!entered) {
                    forceFolder(path.resolveSibling(""));
                    entered = true;
                }
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /** A new file is found again only when its folder is on the disk too. */
    private static void forceFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
