package io.mitalk.kit.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Immutable. What a configuration is made from.
 *
 * @param home the folder of mitalk.toml, and where default paths start; absolute
 * @param directory where paths in flags and variables start; absolute
 * @param environment all variables; those without the prefix MITALK_ do not matter
 * @param arguments the words after the command
 */
public record Sources(
        Path home, Path directory, Map<String, String> environment, List<String> arguments) {

    public Sources {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /** Those of this process; the launcher names the home in the system property {@code mitalk.home}. */
    public static Sources ofProcess(List<String> arguments) {
        var directory = Path.of("").toAbsolutePath();
        var home = directory.resolve(System.getProperty("mitalk.home", ""));
        return new Sources(home, directory, System.getenv(), arguments);
    }
}
