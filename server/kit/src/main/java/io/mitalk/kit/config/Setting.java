package io.mitalk.kit.config;

/**
 * Immutable. A key with the value that counts and where it came from.
 *
 * @param key what was set
 * @param value what counts
 * @param origin who set it
 */
public record Setting<T>(Key<T> key, T value, Origin origin) {

    /** The value for people: a secret that is set reads {@code (hidden)}. */
    public String shown() {
        var text = key.kind().writer().apply(value);
        return key.kind().hidden() && !text.isEmpty() ? "(hidden)" : text;
    }

    @Override
    public String toString() {
        return key.name() + " = " + shown() + " (" + origin.text() + ")";
    }
}
