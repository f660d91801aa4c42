package io.mitalk.http;

import java.io.IOException;

/** Immutable. The server cannot start; the message is one line for the operator and says what to change. */
public final class HttpStartException extends IOException {

    private static final long serialVersionUID = 1L;

    public HttpStartException(String message) {
        super(message);
    }

    public HttpStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
