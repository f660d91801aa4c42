package io.mitalk.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The cookie that carries a session token: HttpOnly, SameSite=Lax, and over HTTPS also Secure and with the
 * {@code __Host-} prefix, which pins it to this host and path (RFC 6265bis section 4.1.3.2).
 *
 * @param secure whether browsers reach the server by HTTPS
 */
public record SessionCookie(boolean secure) {

    /** Its name in browsers and requests. */
    public String name() {
        return secure ? "__Host-mitalk" : "mitalk";
    }

    /** Gives the answer's reader the token for {@code lifetime}. */
    public void give(Context context, String token, Duration lifetime) {
        set(context, token, lifetime.toSeconds());
    }

    /** Takes the token from the answer's reader. */
    public void take(Context context) {
        set(context, "", 0);
    }

    private void set(Context context, String value, long maxAgeSeconds) {
        context.res()
                .addHeader(
                        "Set-Cookie",
                        name()
                                + "="
                                + value
                                + "; Path=/; Max-Age="
                                + maxAgeSeconds
                                + "; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : ""));
    }

    /** The token in a Cookie header (RFC 6265 section 4.2), or null. */
    @Nullable String token(@Nullable String header) {
        if (header == null) {
            return null;
        }
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name())) {
                String value = pair.substring(equals + 1).strip();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }
}
