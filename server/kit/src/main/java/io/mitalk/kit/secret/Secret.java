package io.mitalk.kit.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Immutable. A text that logs and error messages cannot print by accident. */
public final class Secret {

    /** The empty secret: nobody set one. */
    public static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    /** The text itself; the caller keeps it out of logs and messages. */
    public String reveal() {
        return text;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether both are the same, in a time that does not depend on where they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8),
                        secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "" : "(hidden)";
    }
}
