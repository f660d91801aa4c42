package io.mitalk.social.keep;

import io.javalin.http.Context;
import io.mitalk.blob.BlobId;
import io.mitalk.blob.Shelf;
import io.mitalk.blob.ShelfException;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.wire.ogg.OggOpus;
import io.mitalk.wire.opus.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. Keeps bytes for one noun and hands them out. */
public final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    private static final int AT_ONCE_BYTES = 1 << 18;
    private static final int PIECE_BYTES = 1 << 16;

    private final Shelf shelf;

    Keeper(Shelf shelf) {
        this.shelf = shelf;
    }

    /**
     * How a noun refuses recordings.
     *
     * @param invalid not a recording that we take, or broken
     * @param tooLong longer than allowed
     */
    public record Refusals(Problem invalid, Problem tooLong) {}

    /**
     * Keeps a recording as Ogg Opus and nothing else.
     *
     * @param recording as a browser made it, Ogg or WebM with Opus; its size bounded by the caller
     * @throws ProblemRaised one of {@code refusals}, or {@code storage-full}
     */
    public Voice voice(byte[] recording, int maxSeconds, Refusals refusals) throws ProblemRaised {
        return switch (OggOpus.clean(recording, maxSeconds)) {
            case OggOpus.Cleaned.Refused(var flaw) ->
                    throw (flaw == Recording.Flaw.TOO_LONG
                                    ? refusals.tooLong()
                                    : refusals.invalid())
                            .raise();
            case OggOpus.Cleaned.Audio audio -> new Voice(bytes(audio.ogg()), audio.durationMs());
        };
    }

    /**
     * Keeps bytes as they are, which the caller has checked; returns the blob's name.
     *
     * @throws ProblemRaised {@code storage-full}
     */
    public String bytes(byte[] bytes) throws ProblemRaised {
        try {
            return shelf.put(new ByteArrayInputStream(bytes), bytes.length).hex();
        } catch (ShelfException e) {
            throw failed(e).raise();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory failed", e);
        }
    }

    /**
     * Keeps what a stream holds, which the caller knows to be in order; returns the blob's name.
     *
     * @throws ShelfException when there is no room, or the storage fails
     * @throws IOException when the stream fails
     */
    public String stream(InputStream in, long maxBytes) throws IOException, ShelfException {
        return shelf.put(in, maxBytes).hex();
    }

    /**
     * Removes a blob at once that nobody else can name, since nobody else ever had its bytes; harmless when there is
     * none. What fails is left to the daily sweep.
     */
    public void drop(String blob) {
        try {
            shelf.delete(new BlobId(blob));
        } catch (ShelfException e) {
            LOG.error("a blob is not deleted yet", e);
        }
    }

    /** Answers with a kept recording. */
    public void play(Context context, String blob) throws ProblemRaised {
        give(context, blob, "audio/ogg");
    }

    /**
     * Answers with a blob, or the part that a Range header asks for (RFC 9110 section 14). Who may have it was decided
     * before; each use asks again, since that may change, and an unchanged blob is not sent twice.
     *
     * @throws ProblemRaised {@code not-found} when it is not on the shelf
     */
    public void give(Context context, String blob, String type) throws ProblemRaised {
        String tag = "\"" + blob.substring(0, 32) + "\"";
        context.header("ETag", tag);
        context.header("Cache-Control", "private, no-cache");
        context.header("Accept-Ranges", "bytes");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        try (var open = shelf.open(new BlobId(blob))) {
            if (open == null) {
                throw Problem.NOT_FOUND.raise();
            }
            context.contentType(type);
            var part = Part.of(context.header("Range"), open.sizeBytes());
            if (part.partial() && part.from() >= open.sizeBytes()) {
                context.status(416);
                context.header("Content-Range", "bytes */" + open.sizeBytes());
                return;
            }
            if (part.partial()) {
                context.status(206);
                context.header("Content-Range", part.text(open.sizeBytes()));
            }
            try (var in = open.range(part.from(), part.count())) {
                if (part.count() <= AT_ONCE_BYTES) {
                    context.result(in.readAllBytes());
                } else {
                    context.header("Content-Length", Long.toString(part.count()));
                    send(in, context.outputStream());
                }
            }
        } catch (ShelfException e) {
            throw failed(e).raise();
        } catch (IOException e) {
            LOG.error("blob {} cannot be read", blob, e);
            throw Problem.INTERNAL.raise();
        }
    }

    /** Hands on a large part piece by piece; whoever stops listening needs no more of it. */
    private static void send(InputStream in, OutputStream out) throws IOException {
        var piece = new byte[PIECE_BYTES];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            try {
                out.write(piece, 0, read);
            } catch (IOException e) {
                LOG.debug("a reader went away", e);
                return;
            }
        }
    }

    private static Problem failed(ShelfException e) {
        return switch (e.reason()) {
            case FULL -> {
                LOG.error("the shelf has no room", e);
                yield Problem.STORAGE_FULL;
            }
            case TOO_LARGE -> Problem.TOO_LARGE;
            case BROKEN -> {
                LOG.error("the shelf failed", e);
                yield Problem.INTERNAL;
            }
        };
    }

    /** What of a blob is asked for: one range; all of it where the header asks for something else. */
    private record Part(long from, long count, boolean partial) {

        static Part of(@Nullable String header, long size) {
            var matcher = RANGE.matcher(header == null ? "" : header.strip());
            if (size == 0
                    || !matcher.matches()
                    || (matcher.group(1) == null && matcher.group(2) == null)) {
                return new Part(0, size, false);
            }
            if (matcher.group(1) == null) {
                long last = Math.min(size, Long.parseLong(matcher.group(2)));
                return last == 0 ? new Part(size, 0, true) : new Part(size - last, last, true);
            }
            long from = Long.parseLong(matcher.group(1));
            long to = matcher.group(2) == null ? size - 1 : Long.parseLong(matcher.group(2));
            if (matcher.group(2) != null && to < from) {
                return new Part(0, size, false); // not a range (RFC 9110 section 14.1.1)
            }
            return new Part(from, Math.min(to, size - 1) - from + 1, true);
        }

        String text(long size) {
            return "bytes " + from + "-" + (from + count - 1) + "/" + size;
        }
    }
}
