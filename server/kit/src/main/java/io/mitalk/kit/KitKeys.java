package io.mitalk.kit;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.nio.file.Path;
import java.util.List;

/** Immutable. The configuration keys that belong to no plane. */
public final class KitKeys {

    /** Where everything that must survive a restart lives. */
    public static final Key<Path> DATA =
            Key.path("data", Path.of("data"), "folder for everything that must survive a restart");

    /** All keys of this class, with the configuration file's own. */
    public static final List<Key<?>> ALL = List.of(Config.FILE, DATA);

    private KitKeys() {}
}
