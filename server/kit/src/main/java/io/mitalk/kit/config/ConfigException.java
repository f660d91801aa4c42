package io.mitalk.kit.config;

import java.io.Serial;

/** Immutable. The operator must change something; the message is the one line to show, and says what to do. */
public final class ConfigException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public ConfigException(String line) {
        super(line);
    }

    public ConfigException(String line, Throwable cause) {
        super(line, cause);
    }
}
