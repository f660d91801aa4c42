package io.mitalk.db;

import java.io.IOException;
import java.io.Serial;

/** Immutable. The database cannot be opened; the message is one line for the operator and says what to do. */
public final class DatabaseStartException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    public DatabaseStartException(String line) {
        super(line);
    }

    public DatabaseStartException(String line, Throwable cause) {
        super(line, cause);
    }
}
