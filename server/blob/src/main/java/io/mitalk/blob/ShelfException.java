package io.mitalk.blob;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Immutable. Something could not be kept or read. */
public final class ShelfException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final Reason reason;

    ShelfException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What a caller can answer. */
    public enum Reason {
        /** More bytes than the caller allowed. */
        TOO_LARGE,
        /** The storage has no room; the operator must make some. */
        FULL,
        /** The storage failed; the cause says how. */
        BROKEN
    }

    public Reason reason() {
        return reason;
    }
}
