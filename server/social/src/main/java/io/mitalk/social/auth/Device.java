package io.mitalk.social.auth;

import io.javalin.http.Context;
import io.mitalk.http.RequestInfo;
import io.mitalk.kit.text.Texts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a session is opened from.
 *
 * @param agent what the browser calls itself, at most 200 characters; its owner reads it in the list of sessions
 * @param source address, seen through trusted proxies
 * @param replaced the session that the same browser had before, or null
 */
public record Device(String agent, String source, @Nullable UUID replaced) {

    private static final int MAX_AGENT = 200;

    /** The sender of a request. */
    public static Device of(Context context) {
        var info = RequestInfo.of(context);
        String agent = context.userAgent();
        String line = agent == null ? "" : agent.replaceAll("[^\\x20-\\x7E]", "?");
        return new Device(
                Texts.truncate(line, MAX_AGENT),
                info.source().getHostAddress(),
                info.visitor().sessionId());
    }
}
