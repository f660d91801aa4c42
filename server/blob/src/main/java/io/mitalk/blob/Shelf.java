package io.mitalk.blob;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Keeps blobs; every method may block. */
public interface Shelf {

    /**
     * Keeps what {@code in} holds; the same bytes twice are one blob. When this returns the blob survives a crash; when
     * it throws, or the process dies before, nothing is kept. The stream is not closed.
     *
     * @param maxBytes a stream with more is refused as {@link ShelfException.Reason#TOO_LARGE}
     * @throws ShelfException also when there is no room, or the storage fails
     * @throws IOException when {@code in} fails
     */
    BlobId put(InputStream in, long maxBytes) throws IOException, ShelfException;

    /**
     * Opens a blob, or null when there is none of that name.
     *
     * @throws ShelfException when the storage fails
     */
    @Nullable Blob open(BlobId id) throws ShelfException;

    /**
     * Removes a blob; harmless when there is none. As equal bytes are one blob, whoever shares a shelf with others
     * rather drops its reference and leaves the rest to {@link #expire}.
     *
     * @throws ShelfException when the storage fails
     */
    void delete(BlobId id) throws ShelfException;

    /**
     * Removes what nobody refers to.
     *
     * @param grace blobs that were put within this time stay in any case: their reference may not be committed yet
     * @param referenced gets some ids and returns those that are still needed
     * @return how many were removed
     * @throws ShelfException when the storage fails
     */
    int expire(Duration grace, UnaryOperator<Set<BlobId>> referenced) throws ShelfException;
}
