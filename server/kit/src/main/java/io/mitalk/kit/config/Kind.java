package io.mitalk.kit.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * Immutable. A type of configuration value: how it is read, written and named.
 *
 * @param label what the generated page calls it, such as {@code port}
 * @param example a value to show when one is missing
 * @param hidden whether a value must never be printed
 * @param reader text to value; throws {@link IllegalArgumentException} whose message ends the sentence "the value …",
 *     such as {@code is not a port (0 to 65535)}
 * @param writer value to the text that {@code reader} takes
 */
public record Kind<T>(
        String label,
        String example,
        boolean hidden,
        Function<String, T> reader,
        Function<T, String> writer) {

    /** A kind whose values may be shown and are written by {@code toString}. */
    public static <T> Kind<T> of(String label, String example, Function<String, T> reader) {
        return new Kind<>(label, example, false, reader, Objects::toString);
    }

    /** A choice between the constants of an enum, whose names are written in lower case. */
    public static <E extends Enum<E>> Kind<E> ofEnum(Class<E> type) {
        var byWord = new LinkedHashMap<String, E>();
        for (E constant : type.getEnumConstants()) {
            byWord.put(word(constant), constant);
        }
        var words = List.copyOf(byWord.keySet());
        int last = words.size() - 1;
        String label = String.join(", ", words.subList(0, last)) + " or " + words.get(last);
        return new Kind<>(
                label,
                words.getFirst(),
                false,
                text -> {
                    var constant = byWord.get(text);
                    if (constant == null) {
                        throw new IllegalArgumentException("is not " + label);
                    }
                    return constant;
                },
                Kind::word);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
