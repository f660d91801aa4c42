package io.mitalk.db.embedded;

import java.io.IOException;
import java.io.Serial;

/** Immutable. Our PostgreSQL cannot start; the message is one line for the operator and says what to do. */
public final class PostgresStartException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    PostgresStartException(String line) {
        super(line);
    }

    PostgresStartException(String line, Throwable cause) {
        super(line, cause);
    }
}
