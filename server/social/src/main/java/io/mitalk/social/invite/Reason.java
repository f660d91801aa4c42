package io.mitalk.social.invite;

import java.util.regex.Pattern;

/**
 * Immutable. Why somebody is let in, for all members to read.
 *
 * @param text one line; runs of white space are one space
 */
record Reason(String text) {

    /** What people see as one character (Unicode Standard Annex 29). */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    /** Something that leaves ink: not only joiners, marks, fillers and other invisible signs. */
    private static final Pattern INK =
            Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\u115F\\u1160\\u3164\\uFFA0\\u2800]]");

    /** What was typed, made one line. */
    static Reason of(String typed) {
        return new Reason(SPACES.matcher(typed).replaceAll(" ").strip());
    }

    /** How many characters a reader counts, spaces between words included and invisible ones not. */
    int length() {
        var graphemes = GRAPHEME.matcher(text);
        int count = 0;
        while (graphemes.find()) {
            var grapheme = graphemes.group();
            count += grapheme.equals(" ") || INK.matcher(grapheme).find() ? 1 : 0;
        }
        return count;
    }
}
