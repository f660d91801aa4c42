package io.mitalk.app.link;

import io.javalin.http.Context;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.VideoGrant;
import java.time.Duration;
import java.time.Instant;

/** Thread-safe. {@code POST /api/links/open}: turns a link into what livekit-client needs to join. */
public final class LinkRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 16 * 1024;

    /** The media plane renews the token of who stays; the first one only has to last until the join. */
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final Links links;
    private final TokenIssuer tokens;
    private final String issuer;
    private final String publicUrl;
    private final Clock clock;

    /**
     * Made by the assembly.
     *
     * @param issuer name of the key that signs for the application's own rooms
     * @param publicUrl without a slash at its end, or empty to answer with the request's own host
     */
    public LinkRoutes(
            Links links, TokenIssuer tokens, String issuer, String publicUrl, Clock clock) {
        this.links = links;
        this.tokens = tokens;
        this.issuer = issuer;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    private record OpenRequest(String link) {}

    private record OpenAnswer(
            String url,
            String token,
            String room,
            String name,
            boolean maySpeak,
            String expiresAt) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/links/open", this::open).problems("link", LinkProblems.ALL);
    }

    private void open(Context context) throws ProblemRaised {
        var link = links.open(linkText(context));
        var grant =
                link.speak()
                        ? VideoGrant.speaker(link.room())
                        : VideoGrant.hiddenListener(link.room());
        var token = AccessToken.of(issuer, "link_" + link.id(), link.name(), grant, tokenEnd(link));
        context.header("Cache-Control", "no-store");
        context.contentType("application/json");
        context.result(
                Json.write(
                        new OpenAnswer(
                                socketUrl(context),
                                tokens.issue(token),
                                link.room(),
                                link.name(),
                                link.speak(),
                                link.expiresAt().toString())));
    }

    private static String linkText(Context context) throws ProblemRaised {
        if (context.bodyAsBytes().length > MAX_BODY_BYTES) {
            throw Problem.TOO_LARGE.raise();
        }
        try {
            return Json.read(context.body(), OpenRequest.class).link();
        } catch (JsonInvalid e) {
            throw Problem.BAD_REQUEST.raise();
        }
    }

    private Instant tokenEnd(Link link) {
        var soon = clock.instant().plus(TOKEN_LIFETIME);
        return link.expiresAt().isBefore(soon) ? link.expiresAt() : soon;
    }

    /** Signalling is at the same address as the page, so what brought the page here brings the socket here too. */
    private String socketUrl(Context context) {
        if (!publicUrl.isEmpty()) {
            return "ws" + publicUrl.substring("http".length());
        }
        var request = RequestInfo.of(context);
        return (request.secure() ? "wss://" : "ws://") + request.host();
    }
}
