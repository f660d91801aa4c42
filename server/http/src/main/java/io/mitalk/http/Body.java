package io.mitalk.http;

import io.javalin.http.Context;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Reads what a client sent, within bounds. */
public final class Body {

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
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw Problem.TOO_LARGE.raise();
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.REQUEST_TIMEOUT.raise(); // the client stopped in the middle
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
