package io.mitalk.http;

import io.javalin.http.Context;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. Reads what a client sent, within bounds. */
public final class Body {

    private static final Logger LOG = LoggerFactory.getLogger(Body.class);
    private static final long LEFTOVER_BYTES = 32 << 20;
    private static final int CHUNK_BYTES = 16 << 10;

    private Body() {}

    /**
     * The record that the JSON body spells. A field that the record does not have, or lacks and does not mark
     * {@code @Nullable}, is refused by its name.
     *
     * @param maxBytes of the body as sent
     * @throws ProblemRaised {@code bad-request} with the member {@code field}, or {@code too-large}
     */
    public static <T extends Record> T read(Context context, Class<T> type, int maxBytes)
            throws ProblemRaised {
        String text = new String(bytes(context, maxBytes), StandardCharsets.UTF_8);
        try {
            var record = Json.read(text, type);
            requireComplete(record);
            return record;
        } catch (JsonInvalid e) {
            throw Problem.BAD_REQUEST.raise().with("field", e.field());
        }
    }

    /**
     * The body as it is.
     *
     * @throws ProblemRaised {@code too-large}
     */
    public static byte[] bytes(Context context, int maxBytes) throws ProblemRaised {
        if (context.req().getContentLengthLong() > maxBytes) {
            throw Problem.TOO_LARGE.raise();
        }
        try {
            byte[] bytes = context.req().getInputStream().readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw Problem.TOO_LARGE.raise();
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.REQUEST_TIMEOUT.raise(); // the client stopped in the middle
        }
    }

    /**
     * Reads and forgets what the client still sends, for a request that is answered without its body: a connection that
     * closes while its client writes shows that client a broken pipe in place of the answer. Bodies beyond
     * {@code LEFTOVER_BYTES} are not worth it.
     */
    static void discard(Context context) {
        var request = context.req();
        if (request.getContentLengthLong() > LEFTOVER_BYTES
                || request.getHeader("Expect") != null) {
            return;
        }
        try {
            var in = request.getInputStream();
            byte[] forgotten = new byte[CHUNK_BYTES];
            for (long left = LEFTOVER_BYTES; left > 0 && !in.isFinished(); ) {
                int read = in.read(forgotten);
                left -= read < 0 ? left : read;
            }
        } catch (IOException e) {
            LOG.debug("a client went away while it was refused: {}", e.toString());
        }
    }

    private static void requireComplete(Record record) throws ProblemRaised {
        for (var component : record.getClass().getRecordComponents()) {
            var value = value(record, component);
            boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (value == null && !mayBeAbsent) {
                throw Problem.BAD_REQUEST.raise().with("field", component.getName());
            }
            if (value instanceof Record inner) {
                requireComplete(inner);
            }
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor failed", e);
        }
    }
}
