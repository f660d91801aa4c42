package io.mitalk.social.auth.passkey;

import java.net.URI;
import java.util.Objects;

/**
 * Immutable. Where a ceremony takes place.
 *
 * @param origin scheme, host and port of the page, such as {@code https://talk.example.org}
 */
public record Site(String origin) {

    /** The relying party's id: the page's host. A passkey made for one is worth nothing to another. */
    public String rpId() {
        return Objects.requireNonNullElse(URI.create(origin).getHost(), "");
    }
}
