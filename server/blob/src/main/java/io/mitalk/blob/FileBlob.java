package io.mitalk.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Thread-safe. A blob in a file. */
final class FileBlob implements Blob {

    private final FileChannel channel;
    private final long sizeBytes;

    private FileBlob(FileChannel channel, long sizeBytes) {
        this.channel = channel;
        this.sizeBytes = sizeBytes;
    }

    static FileBlob open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new FileBlob(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public InputStream range(long from, long count) {
        Objects.checkFromIndexSize(from, count, sizeBytes);
        return new Range(from, from + count);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Owned by one reader. Reads by position, so that readers do not move each other. */
    private final class Range extends InputStream {
        private long position;
        private final long end;

        private Range(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (position >= end) {
                return -1;
            }
            int wanted = (int) Math.min(length, end - position);
            int read = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
            if (read > 0) {
                position += read;
            }
            return read;
        }
    }
}
