package io.mitalk.app;

import io.mitalk.db.DatabaseKeys;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.http.HttpKeys;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.media.sfu.MediaKeys;
import io.mitalk.media.sfu.TcpKeys;
import java.nio.file.Path;

/** Immutable. Configurations for tests. */
final class TestConfig {

    private TestConfig() {}

    /** The same on a database of its own. */
    static Config free(Path data, TestDatabase database) {
        var place = database.place();
        return free(data)
                .with(DatabaseKeys.URL, place.url())
                .with(DatabaseKeys.USER, place.user())
                .with(DatabaseKeys.PASSWORD, place.password());
    }

    /** Defaults, with free ports and media on loopback; the database in the data folder. */
    static Config free(Path data) {
        return Config.defaults(AppKeys.ALL)
                .with(KitKeys.DATA, data)
                .with(HttpKeys.PORT, 0)
                .with(AppKeys.METRICS_PORT, 0)
                .with(MediaKeys.PORT, 0)
                .with(TcpKeys.PORT, 0)
                .with(MediaKeys.BIND, "127.0.0.1");
    }
}
