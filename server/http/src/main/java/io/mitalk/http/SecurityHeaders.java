package io.mitalk.http;

import org.eclipse.jetty.http.HttpFields;

/** Immutable. What every answer tells the browser not to do. */
record SecurityHeaders(boolean strictTransport) {

    /** Scripts and styles from this server only, none inline (a name or a message can never become one). */
    static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'self'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "media-src 'self' blob:",
                    "worker-src 'self' blob:",
                    "connect-src 'self' ws: wss:",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");

    void addTo(HttpFields.Mutable headers) {
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        if (strictTransport) {
            headers.put("Strict-Transport-Security", "max-age=15552000");
        }
    }
}
