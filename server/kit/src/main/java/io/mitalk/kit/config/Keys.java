package io.mitalk.kit.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Immutable. All keys by each of their names; refuses keys whose names collide. */
final class Keys {

    private final Map<String, Key<?>> byName = new LinkedHashMap<>();
    private final Map<String, Key<?>> byVariable = new LinkedHashMap<>();
    private final Map<String, Key<?>> byFlag = new LinkedHashMap<>();

    Keys(List<Key<?>> keys) {
        for (var key : keys) {
            refuse(byName.put(key.name(), key), key);
            // Hyphen and dot become the same sign, so that two names can share a variable or a
            // flag.
            refuse(byVariable.put(key.variable(), key), key);
            refuse(byFlag.put(key.flag(), key), key);
        }
        for (var name : byName.keySet()) {
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                // TOML cannot hold a value and a table under one name; an option stands in no file.
                refuse(settable(byName.get(name.substring(0, dot))), known(name));
            }
        }
    }

    Collection<Key<?>> all() {
        return byName.values();
    }

    @Nullable Key<?> named(String name) {
        return settable(byName.get(name));
    }

    @Nullable Key<?> ofVariable(String variable) {
        return settable(byVariable.get(variable));
    }

    @Nullable Key<?> ofFlag(String flag) {
        return byFlag.get(flag);
    }

    /** The end of a sentence about an unknown name. */
    String advice(String unknown) {
        var names =
                unknown.startsWith("--")
                        ? byFlag.keySet()
                        : unknown.startsWith("MITALK_") ? byVariable.keySet() : byName.keySet();
        var nearest = Nearest.of(unknown, names);
        return nearest == null
                ? "`./mitalk config` lists all keys"
                : "did you mean " + nearest + "?";
    }

    private Key<?> known(String name) {
        var key = byName.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no key " + name);
        }
        return key;
    }

    private static @Nullable Key<?> settable(@Nullable Key<?> key) {
        return key == null || key.option() ? null : key;
    }

    private static void refuse(@Nullable Key<?> other, Key<?> key) {
        if (other != null) {
            throw new IllegalArgumentException(
                    "keys " + other.name() + " and " + key.name() + " collide");
        }
    }
}
