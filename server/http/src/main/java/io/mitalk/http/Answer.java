package io.mitalk.http;

import io.javalin.http.Context;
import io.mitalk.kit.json.Json;

/** Thread-safe. Writes answers that belong to one reader and are kept by no cache. */
public final class Answer {

    private Answer() {}

    /** {@code body} as JSON, without the components that are null. */
    public static void json(Context context, int status, Object body) {
        context.status(status);
        context.header("Cache-Control", "no-store");
        context.contentType("application/json");
        context.result(Json.write(body));
    }

    /** 204: done, and nothing to say. */
    public static void done(Context context) {
        context.status(204);
        context.header("Cache-Control", "no-store");
    }
}
