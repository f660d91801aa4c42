package io.mitalk.kit.config;

import io.mitalk.kit.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Immutable. One thing that an operator can set: {@code media.port} in the file, {@code MITALK_MEDIA_PORT} in the
 * environment, {@code --media-port} as a flag.
 *
 * @param name lower-case words joined by hyphens, groups joined by dots
 * @param kind how a value is read and written
 * @param standard the value when nobody sets one
 * @param description one line for the generated page, without a full stop
 * @param option whether it is an option of one command: settable by its flag only, and on no page
 */
public record Key<T>(String name, Kind<T> kind, T standard, String description, boolean option) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([-.][a-z0-9]+)*");

    public Key {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a dotted kebab-case name: " + name);
        }
    }

    /** A key of any kind. */
    public static <T> Key<T> of(String name, T standard, Kind<T> kind, String description) {
        return new Key<>(name, kind, standard, description, false);
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public static Key<Integer> integer(
            String name, int standard, int min, int max, String description) {
        return of(name, standard, Kinds.integer(min, max), description);
    }

    /** A TCP or UDP port; 0 picks a free one. */
    public static Key<Integer> port(String name, int standard, String description) {
        return of(name, standard, Kinds.PORT, description);
    }

    /** {@code true} or {@code false}; the bare flag means {@code true}. */
    public static Key<Boolean> bool(String name, boolean standard, String description) {
        return of(name, standard, Kinds.BOOL, description);
    }

    /** Any text; empty means not set. */
    public static Key<String> text(String name, String standard, String description) {
        return of(name, standard, Kinds.TEXT, description);
    }

    /** A time span such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 7d}. */
    public static Key<Duration> duration(String name, Duration standard, String description) {
        return of(name, standard, Kinds.DURATION, description);
    }

    /** A file or folder. A relative one starts where it was written: the file's folder, or the working directory. */
    public static Key<Path> path(String name, Path standard, String description) {
        return of(name, standard, Kinds.PATH, description);
    }

    /** A text that is never printed; empty when not set. In the file also a list, whose items become lines. */
    public static Key<Secret> secret(String name, String description) {
        return of(name, Secret.NONE, Kinds.SECRET, description);
    }

    /** Texts separated by commas or line ends, in the file also a list; blank items do not count. */
    public static Key<List<String>> list(String name, List<String> standard, String description) {
        return of(name, List.copyOf(standard), Kinds.LIST, description);
    }

    /** The same as an option of one command: only its flag sets it, and no generated page lists it. */
    public Key<T> asOption() {
        return new Key<>(name, kind, standard, description, true);
    }

    /** The environment's name of it: {@code MITALK_MEDIA_PORT}. */
    public String variable() {
        return "MITALK_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The command line's name of it: {@code --media-port}. */
    public String flag() {
        return "--" + name.replace('.', '-');
    }

    /** The part of the name before the first dot, or the empty text. */
    public String group() {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** The default as an operator would write it. */
    public String standardText() {
        return kind.writer().apply(standard);
    }
}
