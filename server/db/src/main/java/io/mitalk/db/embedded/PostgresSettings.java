package io.mitalk.db.embedded;

import io.mitalk.kit.secret.Secret;
import java.nio.file.Path;

/**
 * Immutable. How our PostgreSQL is run.
 *
 * @param folder everything of it lives here
 * @param programs where its programs are unpacked; several folders may share them
 * @param port on 127.0.0.1; 0 picks a free one
 * @param password of the one user {@code mitalk}
 * @param durable false gives up safety against a crash of the machine for speed; for tests only
 */
public record PostgresSettings(
        Path folder, Path programs, int port, Secret password, boolean durable) {

    /** The only user. */
    public static final String USER = "mitalk";

    /** The database that is there from the start. */
    public static final String DATABASE = "postgres";
}
