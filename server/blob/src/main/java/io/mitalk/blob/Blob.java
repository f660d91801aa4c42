package io.mitalk.blob;

import java.io.IOException;
import java.io.InputStream;

/** Thread-safe. A blob that is open for reading; stays readable until it is closed, even when it is deleted. */
public interface Blob extends AutoCloseable {

    long sizeBytes();

    /**
     * A part of it, for HTTP range requests (RFC 9110 section 14).
     *
     * @param from offset of the first byte, 0 to {@link #sizeBytes}
     * @param count bytes, at most those that follow {@code from}
     */
    InputStream range(long from, long count) throws IOException;

    /** All of it. */
    default InputStream all() throws IOException {
        return range(0, sizeBytes());
    }

    @Override
    void close() throws IOException;
}
