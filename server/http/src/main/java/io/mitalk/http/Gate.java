package io.mitalk.http;

import io.javalin.http.Context;
import io.mitalk.kit.text.Language;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Stands before everything under /api: finds the visitor, and turns away what other sites sent. */
final class Gate {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final SessionCookie cookie;
    private final OriginCheck origins;
    private final Authenticator authenticator;

    Gate(HttpSettings settings, Authenticator authenticator) {
        this.cookie = settings.sessionCookie();
        this.origins = new OriginCheck(settings.publicUrl());
        this.authenticator = authenticator;
    }

    /** Before each route under /api. */
    void enter(Context context) throws ProblemRaised {
        var info = RequestInfo.of(context);
        boolean mayAct =
                SAFE.contains(context.method().name())
                        || origins.passes(
                                context.header("Sec-Fetch-Site"),
                                context.header("Origin"),
                                info.host());
        if (!mayAct) {
            throw Problem.FOREIGN_ORIGIN.raise();
        }
        var visitor = visitor(context.header("Cookie"), context.header("Accept-Language"));
        context.attribute(RequestInfo.ATTRIBUTE, info.with(visitor));
    }

    /** Before each socket; those outside /api have credentials of their own and are nobody's. */
    RequestInfo enter(Request upgrade) throws ProblemRaised {
        var info = RequestInfo.of(upgrade);
        if (!Request.getPathInContext(upgrade).startsWith("/api/")) {
            return info;
        }
        HttpFields headers = upgrade.getHeaders();
        if (!origins.passes(headers.get("Sec-Fetch-Site"), headers.get("Origin"), info.host())) {
            throw Problem.FOREIGN_ORIGIN.raise();
        }
        return info.with(visitor(headers.get("Cookie"), headers.get("Accept-Language")));
    }

    private Visitor visitor(@Nullable String cookies, @Nullable String languages) {
        String token = cookie.token(cookies);
        var known = token == null ? null : authenticator.authenticate(token);
        return known == null ? Visitor.anonymous(Language.accepted(languages)) : known;
    }
}
