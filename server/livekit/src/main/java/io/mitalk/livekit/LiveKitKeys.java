package io.mitalk.livekit;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.secret.Secret;
import io.mitalk.livekit.token.SigningKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Immutable. The configuration keys of the LiveKit protocol. */
public final class LiveKitKeys {

    public static final Key<Secret> KEYS =
            Key.secret(
                    "livekit.keys",
                    "API keys of programs that bring their own tokens: name: secret, several separated by comma or line end");

    public static final Key<Boolean> AUTO_CREATE_ROOMS =
            Key.bool(
                    "livekit.auto-create-rooms",
                    false,
                    "whether a token of an API key opens the room that it names");

    public static final List<Key<?>> ALL = List.of(KEYS, AUTO_CREATE_ROOMS);

    private LiveKitKeys() {}

    /**
     * The operator's keys, none by default.
     *
     * @throws io.mitalk.kit.config.ConfigException when an entry is not {@code name: secret} or a name stands twice
     */
    public static List<SigningKey> operatorKeys(Config config) {
        var entries =
                config.get(KEYS)
                        .reveal()
                        .lines()
                        .flatMap(line -> List.of(line.split(",", -1)).stream())
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        var names = new HashSet<String>();
        return entries.stream().map(entry -> key(config, entry, names)).toList();
    }

    private static SigningKey key(Config config, String entry, Set<String> names) {
        int colon = entry.indexOf(':');
        String name = colon < 0 ? "" : entry.substring(0, colon).strip();
        String secret = entry.substring(colon + 1).strip();
        if (name.isEmpty() || secret.isEmpty()) {
            throw config.refused(KEYS, "holds an entry that is not \"name: secret\"");
        }
        if (!names.add(name)) {
            throw config.refused(KEYS, "names the key " + name + " twice");
        }
        return new SigningKey(name, secret);
    }
}
