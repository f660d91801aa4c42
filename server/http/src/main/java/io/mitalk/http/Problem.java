package io.mitalk.http;

import java.util.List;

/**
 * Immutable. A kind of failure that a client can be told of (RFC 9457). Its texts stand under the slug, in zh and en,
 * in the resource that {@link RouteTable#problems} names.
 *
 * @param slug kebab-case name, stable for ever
 * @param status HTTP status, 400 to 599
 */
public record Problem(String slug, int status) {

    public static final Problem BAD_REQUEST = new Problem("bad-request", 400);
    public static final Problem NOT_SIGNED_IN = new Problem("not-signed-in", 401);
    public static final Problem SUSPENDED = new Problem("suspended", 403);
    public static final Problem NOT_INVITED = new Problem("not-invited", 403);
    public static final Problem NOT_OPERATOR = new Problem("not-operator", 403);
    public static final Problem FOREIGN_ORIGIN = new Problem("foreign-origin", 403);
    public static final Problem NOT_FOUND = new Problem("not-found", 404);
    public static final Problem METHOD_NOT_ALLOWED = new Problem("method-not-allowed", 405);
    public static final Problem REQUEST_TIMEOUT = new Problem("request-timeout", 408);
    public static final Problem TOO_LARGE = new Problem("too-large", 413);
    public static final Problem URI_TOO_LONG = new Problem("uri-too-long", 414);
    public static final Problem TOO_MANY_REQUESTS = new Problem("too-many-requests", 429);
    public static final Problem HEADERS_TOO_LARGE = new Problem("headers-too-large", 431);
    public static final Problem INTERNAL = new Problem("internal", 500);
    public static final Problem BUSY = new Problem("busy", 503);
    public static final Problem STORAGE_FULL = new Problem("storage-full", 507);
    public static final Problem STOPPING = new Problem("stopping", 503);
    public static final Problem PAGE_NOT_BUILT = new Problem("page-not-built", 503);

    /** The problems that any address may answer with. */
    public static final List<Problem> ALL =
            List.of(
                    BAD_REQUEST,
                    NOT_SIGNED_IN,
                    SUSPENDED,
                    NOT_INVITED,
                    NOT_OPERATOR,
                    FOREIGN_ORIGIN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    REQUEST_TIMEOUT,
                    TOO_LARGE,
                    URI_TOO_LONG,
                    TOO_MANY_REQUESTS,
                    HEADERS_TOO_LARGE,
                    INTERNAL,
                    BUSY,
                    STORAGE_FULL,
                    STOPPING,
                    PAGE_NOT_BUILT);

    /** Ends a request that came too soon: {@code throw Problem.tooSoon(limiter.waitMs(key))}. */
    public static ProblemRaised tooSoon(long waitMs) {
        return TOO_MANY_REQUESTS.raise().retryAfterMs(waitMs);
    }

    /** Ends a request with this problem: {@code throw problem.raise()}. */
    public ProblemRaised raise() {
        return new ProblemRaised(this);
    }
}
