package io.mitalk.db;

import io.mitalk.kit.secret.Secret;
import java.nio.file.Path;

/**
 * Immutable. Which PostgreSQL, and how many connections.
 *
 * @param poolSize connections at most
 * @param waitMs how long a transaction waits for a connection before it fails
 */
public record DatabaseSettings(Place place, int poolSize, long waitMs) {

    /** Where the database lives. */
    public sealed interface Place {}

    /**
     * The one that MiTalk brings and looks after.
     *
     * @param data the data folder; the database is in {@code postgres} in it
     * @param programs where PostgreSQL's programs are unpacked
     * @param port on 127.0.0.1; 0 picks a free one
     */
    public record Embedded(Path data, Path programs, int port) implements Place {}

    /**
     * One that the operator looks after, version 15 or later.
     *
     * @param url starts with {@code jdbc:postgresql://}
     * @param user empty when the URL names the user
     */
    public record External(String url, String user, Secret password) implements Place {}
}
