package io.mitalk.kit.json;

import java.io.Serial;

/** Immutable. A text that is not the JSON that was asked for; checked, since texts come from outside. */
public final class JsonInvalid extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    JsonInvalid(String message) {
        super(message);
    }

    JsonInvalid(String message, Throwable cause) {
        super(message, cause);
    }
}
