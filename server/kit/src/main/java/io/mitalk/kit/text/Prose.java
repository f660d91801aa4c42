package io.mitalk.kit.text;

import java.util.regex.Pattern;

/**
 * Immutable. A sentence or two that somebody typed for others to read.
 *
 * @param text one line; runs of white space are one space, and nothing in it hides or turns what follows
 */
public record Prose(String text) {

    /** What people see as one character (Unicode Standard Annex 29). */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    /** Formats, except the joiners that scripts and composed emoji need, and the tags of flags. */
    private static final Pattern HIDDEN =
            Pattern.compile(
                    "[[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]&&[^\\u200C\\u200D\\x{E0020}-\\x{E007F}]]");

    /** Something that leaves ink: not only joiners, marks, fillers and other invisible signs. */
    private static final Pattern INK =
            Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\u115F\\u1160\\u3164\\uFFA0\\u2800]]");

    /** What was typed, made one line. */
    public static Prose of(String typed) {
        var shown = HIDDEN.matcher(typed).replaceAll("");
        return new Prose(SPACES.matcher(shown).replaceAll(" ").strip());
    }

    /** How many characters a reader counts, spaces between words included and invisible ones not. */
    public int length() {
        var graphemes = GRAPHEME.matcher(text);
        int count = 0;
        while (graphemes.find()) {
            var grapheme = graphemes.group();
            count += grapheme.equals(" ") || INK.matcher(grapheme).find() ? 1 : 0;
        }
        return count;
    }
}
