package io.mitalk.social.mail;

import io.mitalk.kit.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. How letters leave.
 *
 * @param smtp null when there is no SMTP server
 * @param brand what the community is called until its operator names it
 * @param keep how long letters are kept that nobody sent
 */
public record MailSettings(@Nullable Smtp smtp, String brand, Duration keep) {

    /** What protects the connection to the SMTP server. */
    public enum Security {
        /** TLS from the first byte (RFC 8314). */
        TLS,
        /** STARTTLS, required (RFC 3207). */
        STARTTLS,
        /** Nothing; for a server on the same machine. */
        NONE
    }

    /** An SMTP server; an empty user means without signing in. */
    public record Smtp(
            String host, int port, Security security, String user, Secret password, String from) {}
}
