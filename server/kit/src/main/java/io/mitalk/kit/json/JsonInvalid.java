package io.mitalk.kit.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Immutable. A text that is not the JSON that was asked for; checked, since texts come from outside. */
public final class JsonInvalid extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    JsonInvalid(String message) {
        super(message);
        this.field = null;
    }

    JsonInvalid(String message, @Nullable String field, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    /** The name of the field that is unknown or has the wrong shape, where there is one. */
    public @Nullable String field() {
        return field;
    }
}
