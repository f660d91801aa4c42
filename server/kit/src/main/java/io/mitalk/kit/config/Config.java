package io.mitalk.kit.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. The values that count: defaults, then mitalk.toml, then MITALK_* variables, then flags; later ones win.
 */
public final class Config {

    /** The configuration file; one that is named must exist, the default one need not. */
    public static final Key<Path> FILE =
            Key.path("config", Path.of("mitalk.toml"), "configuration file (TOML)");

    private static final String PREFIX = "MITALK_";

    private final Map<String, Setting<?>> settings;

    private Config(Map<String, Setting<?>> settings) {
        this.settings = settings;
    }

    /**
     * Reads all sources.
     *
     * @param keys everything that may be set; names that collide are a mistake of the program
     * @throws ConfigException for an unknown name, a value that cannot be read, a repeated flag, an unreadable file
     */
    public static Config load(List<Key<?>> keys, Sources sources) {
        return new Loading(new Keys(keys), sources).config();
    }

    /** Only defaults, with relative paths as they are; for tests. */
    public static Config defaults(List<Key<?>> keys) {
        var settings = new LinkedHashMap<String, Setting<?>>();
        for (var key : new Keys(keys).all()) {
            settings.put(key.name(), standard(key));
        }
        return new Config(settings);
    }

    /** The same with another value of one key. */
    public <T> Config with(Key<T> key, T value) {
        setting(key);
        var changed = new LinkedHashMap<>(settings);
        changed.put(key.name(), new Setting<>(key, value, new Origin.Code()));
        return new Config(changed);
    }

    /** The value that counts; a path is absolute. */
    public <T> T get(Key<T> key) {
        return setting(key).value();
    }

    /** Where that value came from. */
    public Origin origin(Key<?> key) {
        return setting(key).origin();
    }

    /** Whether anybody set it, be it to the default. */
    public boolean isSet(Key<?> key) {
        return !(origin(key) instanceof Origin.Standard);
    }

    /** The complaint about a value that was readable but cannot be used: one line that names key, value and origin. */
    public ConfigException refused(Key<?> key, String why) {
        var setting = setting(key);
        return new ConfigException(
                "%s = \"%s\" (%s) %s"
                        .formatted(key.name(), setting.shown(), setting.origin().text(), why));
    }

    /** Every key with its value, in the order of declaration, without the options of commands. */
    public List<Setting<?>> effective() {
        return settings.values().stream().filter(s -> !s.key().option()).toList();
    }

    @SuppressWarnings("unchecked") // A setting is stored under its own key's name only.
    private <T> Setting<T> setting(Key<T> key) {
        var setting = settings.get(key.name());
        if (setting == null || !setting.key().equals(key)) {
            throw new IllegalArgumentException(
                    "key " + key.name() + " was not declared to this configuration");
        }
        return (Setting<T>) setting;
    }

    private static <T> Setting<T> standard(Key<T> key) {
        return new Setting<>(key, key.standard(), new Origin.Standard());
    }

    /** Owned by one call of {@link #load}. */
    private record Loading(Keys keys, Sources sources) {

        Config config() {
            var flags = Flags.parse(keys, sources.arguments());
            var variables = variables();
            var chosen = chosenFile(flags, variables);
            var file = chosen == null ? sources.home().resolve(FILE.standard()) : chosen.value();
            var inFile =
                    chosen != null || Files.exists(file) ? file(file) : Map.<Key<?>, String>of();
            var settings = new LinkedHashMap<String, Setting<?>>();
            for (var key : keys.all()) {
                Setting<?> setting;
                if (flags.containsKey(key)) {
                    setting = read(key, flags.getOrDefault(key, ""), new Origin.Flag(key.flag()));
                } else if (variables.containsKey(key)) {
                    setting =
                            read(
                                    key,
                                    variables.getOrDefault(key, ""),
                                    new Origin.Variable(key.variable()));
                } else if (inFile.containsKey(key)) {
                    setting = read(key, inFile.getOrDefault(key, ""), new Origin.File(file));
                } else {
                    setting = atHome(standard(key));
                }
                settings.put(key.name(), setting);
            }
            return new Config(settings);
        }

        private @Nullable Setting<Path> chosenFile(
                Map<Key<?>, String> flags, Map<Key<?>, String> variables) {
            var flag = flags.get(FILE);
            if (flag != null) {
                return read(FILE, flag, new Origin.Flag(FILE.flag()));
            }
            var variable = variables.get(FILE);
            return variable == null
                    ? null
                    : read(FILE, variable, new Origin.Variable(FILE.variable()));
        }

        private Map<Key<?>, String> variables() {
            var texts = new LinkedHashMap<Key<?>, String>();
            for (var variable : sources.environment().entrySet()) {
                if (!variable.getKey().startsWith(PREFIX)) {
                    continue;
                }
                var key = keys.ofVariable(variable.getKey());
                if (key == null) {
                    throw new ConfigException(
                            "unknown variable "
                                    + variable.getKey()
                                    + ": "
                                    + keys.advice(variable.getKey()));
                }
                // Compose files and unit files pass on variables that nobody filled in: empty
                // counts as not set.
                if (!variable.getValue().isEmpty()) {
                    texts.put(key, variable.getValue());
                }
            }
            return texts;
        }

        private Map<Key<?>, String> file(Path file) {
            var texts = new LinkedHashMap<Key<?>, String>();
            TomlFile.read(file)
                    .forEach(
                            (name, text) -> {
                                var key = keys.named(name);
                                if (key == null || key.equals(FILE)) {
                                    throw new ConfigException(
                                            "unknown key "
                                                    + name
                                                    + " in "
                                                    + file
                                                    + ": "
                                                    + keys.advice(name));
                                }
                                texts.put(key, text);
                            });
            return texts;
        }

        private <T> Setting<T> read(Key<T> key, String text, Origin origin) {
            try {
                return anchored(
                        new Setting<>(key, key.kind().reader().apply(text), origin), start(origin));
            } catch (IllegalArgumentException e) {
                var shown = key.kind().hidden() ? "(hidden)" : text;
                throw new ConfigException(
                        "%s = \"%s\" (%s) %s"
                                .formatted(key.name(), shown, origin.text(), e.getMessage()),
                        e);
            }
        }

        private <T> Setting<T> atHome(Setting<T> setting) {
            return anchored(setting, sources.home());
        }

        private Path start(Origin origin) {
            return switch (origin) {
                case Origin.File(var path) -> path.resolveSibling("");
                case Origin.Standard() -> sources.home();
                case Origin.Variable _, Origin.Flag _, Origin.Code _ -> sources.directory();
            };
        }

        @SuppressWarnings("unchecked") // The value is a path exactly when T is Path.
        private static <T> Setting<T> anchored(Setting<T> setting, Path start) {
            if (!(setting.value() instanceof Path path) || path.toString().isEmpty()) {
                return setting;
            }
            return new Setting<>(
                    setting.key(), (T) start.resolve(path).normalize(), setting.origin());
        }
    }
}
