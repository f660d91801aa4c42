package io.mitalk.media.sfu;

/** Immutable. Whether something is done by native code or by Java's own classes. */
public enum NativeUse {
    /** Natively where that works and is faster, which is tried at the start. */
    AUTO,
    /** Natively, or the start fails. */
    ON,
    /** By Java's own classes. */
    OFF
}
