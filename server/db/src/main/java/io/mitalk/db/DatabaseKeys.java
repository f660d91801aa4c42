package io.mitalk.db;

import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of the database. */
public final class DatabaseKeys {

    public static final Key<String> URL =
            Key.text(
                    "database.url",
                    "",
                    "a PostgreSQL of your own, 15 or later, such as postgresql://host:5432/mitalk;"
                            + " empty: MiTalk brings one and keeps it in the data folder");

    public static final Key<String> USER =
            Key.text("database.user", "", "user of database.url; empty when the URL names one");

    public static final Key<Secret> PASSWORD =
            Key.secret("database.password", "password of database.user");

    public static final Key<Integer> PORT =
            Key.port(
                    "database.port",
                    0,
                    "TCP port on 127.0.0.1 of the PostgreSQL that MiTalk brings; 0 picks a free one");

    public static final Key<Path> PROGRAMS =
            Key.path(
                    "database.programs",
                    Path.of(""),
                    "folder where that PostgreSQL's programs are unpacked; empty: in the data folder");

    public static final Key<Integer> CONNECTIONS =
            Key.integer(
                    "database.connections",
                    8,
                    2,
                    90,
                    "connections to the database at most; more than four a core wait for each other");

    public static final Key<Duration> WAIT =
            Key.duration(
                    "database.wait",
                    Duration.ofSeconds(5),
                    "how long a request waits for a connection before it fails");

    public static final List<Key<?>> ALL =
            List.of(URL, USER, PASSWORD, PORT, PROGRAMS, CONNECTIONS, WAIT);

    private static final String JDBC = "jdbc:postgresql://";
    private static final long SHORTEST_WAIT_MS = 250;

    private DatabaseKeys() {}

    /**
     * The database's settings.
     *
     * @throws io.mitalk.kit.config.ConfigException when values do not fit together
     */
    public static DatabaseSettings settings(Config config) {
        long waitMs = config.get(WAIT).toMillis();
        if (waitMs < SHORTEST_WAIT_MS) {
            throw config.refused(WAIT, "is too short; 250ms is the least");
        }
        return new DatabaseSettings(place(config), config.get(CONNECTIONS), waitMs);
    }

    private static DatabaseSettings.Place place(Config config) {
        String url = config.get(URL).strip();
        if (url.isEmpty()) {
            var data = config.get(KitKeys.DATA);
            var programs = config.get(PROGRAMS);
            return new DatabaseSettings.Embedded(
                    data,
                    programs.toString().isEmpty() ? data.resolve("postgres") : programs,
                    config.get(PORT));
        }
        return new DatabaseSettings.External(
                jdbc(config, url), config.get(USER), config.get(PASSWORD));
    }

    /** JDBC's spelling of an address; what it cannot say, user and password before the host, have keys of their own. */
    private static String jdbc(Config config, String url) {
        String rest = url.replaceFirst("^(jdbc:)?postgres(ql)?://", "");
        int slash = rest.indexOf('/');
        if (rest.equals(url) || slash < 1 || slash == rest.length() - 1) {
            throw config.refused(URL, "is not like postgresql://host:5432/database");
        }
        if (rest.substring(0, slash).contains("@")) {
            throw config.refused(
                    URL, "names a user before the host; use database.user and database.password");
        }
        return JDBC + rest;
    }
}
