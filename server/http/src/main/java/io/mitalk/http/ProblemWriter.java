package io.mitalk.http;

import io.javalin.http.Context;
import io.mitalk.kit.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. Writes problems, for handlers as well as for what Jetty refuses before any handler sees it. */
final class ProblemWriter implements Request.Handler {

    static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private final ProblemTexts texts;
    private final SecurityHeaders headers;

    ProblemWriter(ProblemTexts texts, SecurityHeaders headers) {
        this.texts = texts;
        this.headers = headers;
    }

    /** Makes what was raised the answer, with its members. */
    void answer(Context context, ProblemRaised raised) {
        answer(context, raised.problem(), raised.members());
        if (raised.retryAfterSeconds() > 0) {
            context.header("Retry-After", Long.toString(raised.retryAfterSeconds()));
        }
    }

    /** Makes the problem the answer of a request that a route or nobody handled. */
    void answer(Context context, Problem problem) {
        answer(context, problem, Map.of());
    }

    private void answer(Context context, Problem problem, Map<String, Object> members) {
        Body.discard(context);
        context.status(problem.status());
        context.header("Cache-Control", "no-store");
        context.contentType(CONTENT_TYPE);
        context.result(
                body(
                        problem,
                        members,
                        context.header("Accept-Language"),
                        RequestInfo.of(context).id()));
    }

    /** Makes the problem the answer of a request that did not get as far as the routes. */
    void answer(Request request, Response response, Problem problem, Callback callback) {
        headers.addTo(response.getHeaders());
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String id = requestId(request);
        if (id != null) {
            response.getHeaders().put(Edge.REQUEST_ID, id);
        }
        String language = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        response.write(true, ByteBuffer.wrap(body(problem, Map.of(), language, id)), callback);
    }

    /** Called by Jetty for its own errors; the status is in the request's attributes. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status =
                request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer code
                        ? code
                        : response.getStatus();
        if (status >= 500
                && request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof Throwable cause) {
            LOG.error("request {} failed", requestId(request), cause);
        }
        answer(request, response, ofStatus(status), callback);
        return true;
    }

    /** The problem that stands for a status which some library chose. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 408 -> Problem.REQUEST_TIMEOUT;
            case 413 -> Problem.TOO_LARGE;
            case 414 -> Problem.URI_TOO_LONG;
            case 429 -> Problem.TOO_MANY_REQUESTS;
            case 431 -> Problem.HEADERS_TOO_LARGE;
            case 503 -> Problem.STOPPING;
            default ->
                    status < 500
                            ? new Problem(Problem.BAD_REQUEST.slug(), status)
                            : Problem.INTERNAL;
        };
    }

    private byte[] body(
            Problem problem,
            Map<String, Object> members,
            @Nullable String acceptLanguage,
            @Nullable String requestId) {
        var text = texts.in(problem, acceptLanguage);
        var fields = new LinkedHashMap<>(members);
        fields.put("type", "urn:mitalk:problem:" + problem.slug());
        fields.put("slug", problem.slug());
        fields.put("status", problem.status());
        fields.put("title", text.title());
        fields.put("detail", text.detail());
        if (requestId != null) {
            fields.put("requestId", requestId);
        }
        return Json.write(fields).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String requestId(Request request) {
        return request.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo info
                ? info.id()
                : null;
    }
}
