package io.mitalk.kit.config;

import io.mitalk.kit.secret.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Immutable. The kinds of value that {@link Key} has factories for. */
final class Kinds {

    static final Kind<Integer> PORT = Kind.of("port", "7880", text -> whole(text, 0, 65_535));
    static final Kind<Boolean> BOOL = Kind.of("true or false", "true", Kinds::truth);
    static final Kind<String> TEXT = Kind.of("text", "\"text\"", text -> text);
    static final Kind<Duration> DURATION =
            new Kind<>("duration", "30s", false, Kinds::span, Kinds::spanText);
    static final Kind<Path> PATH = Kind.of("path", "some/path", Kinds::file);
    static final Kind<Secret> SECRET =
            new Kind<>("secret", "\"secret\"", true, Secret::of, Secret::reveal);
    static final Kind<List<String>> LIST =
            new Kind<>("list", "one,two", false, Kinds::items, items -> String.join(",", items));

    private static final Pattern SPAN = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]+");

    private Kinds() {}

    static Kind<Integer> integer(int min, int max) {
        return Kind.of(
                "whole number, %d to %d".formatted(min, max),
                Integer.toString(min),
                text -> whole(text, min, max));
    }

    private static Integer whole(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // The same sentence answers both: what is no number and what is out of range.
        }
        throw new IllegalArgumentException(
                "is not a whole number from %d to %d".formatted(min, max));
    }

    private static Boolean truth(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    private static Duration span(String text) {
        var parts = SPAN.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "is not a duration such as 500ms, 30s, 5m, 2h or 7d");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String spanText(Duration span) {
        long ms = span.toMillis();
        if (ms % 1000 != 0 || ms == 0) {
            return ms + "ms";
        }
        long seconds = ms / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }

    private static List<String> items(String text) {
        return Arrays.stream(SEPARATOR.split(text, -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
