package io.mitalk.media.sfu;

import java.util.Locale;

/** Immutable. Whether something is done by native code or by Java's own classes. */
public enum NativeUse {
    /** Natively where that works and is faster, which is tried at the start. */
    AUTO,
    /** Natively, or the start fails. */
    ON,
    /** By Java's own classes. */
    OFF;

    /** As configuration writes it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads such a word; throws IllegalArgumentException for any other. */
    static NativeUse of(String text) {
        for (var use : values()) {
            if (use.label().equals(text)) {
                return use;
            }
        }
        throw new IllegalArgumentException("is not auto, on or off");
    }
}
