package io.mitalk.kit.text;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Care for names and titles: any script, one visible line, nothing that makes one look like another. */
public final class Names {

    /** Marks stack without end on one letter; what people write stays far below. */
    private static final int MAX_CODE_POINTS_A_GRAPHEME = 8;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Names() {}

    /**
     * The name as it is kept: normalised (NFC), trimmed, runs of spaces made one. Null when it is empty, longer than
     * {@code maxGraphemes} (what a reader takes for one character, UAX 29), or holds control characters, invisible or
     * direction-changing format characters (UAX 9), unpaired surrogates, private or unassigned code points.
     */
    public static @Nullable String clean(String text, int maxGraphemes) {
        if (text.length() > maxGraphemes * MAX_CODE_POINTS_A_GRAPHEME * 2) {
            return null;
        }
        String name =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replaceAll("[\\p{Zs}\\t]+", " ")
                        .strip();
        boolean fine =
                name.codePoints().allMatch(Names::allowed)
                        && name.codePoints().anyMatch(Names::visible);
        int graphemes = graphemes(name);
        boolean fits =
                graphemes <= maxGraphemes
                        && name.codePointCount(0, name.length())
                                <= graphemes * MAX_CODE_POINTS_A_GRAPHEME;
        return fine && fits ? name : null;
    }

    /** Lines of text, each as {@link #clean} leaves it; empty when there is nothing, null when it is not usable. */
    public static @Nullable String paragraphs(String text, int maxGraphemes) {
        var lines = new ArrayList<String>();
        for (String line : text.strip().split("\\R", -1)) {
            String kept = line.isBlank() ? "" : clean(line, maxGraphemes);
            if (kept == null) {
                return null;
            }
            lines.add(kept);
        }
        String whole = String.join("\n", lines);
        return graphemes(whole) <= maxGraphemes ? whole : null;
    }

    /** What a reader counts as characters (extended grapheme clusters, UAX 29). */
    public static int graphemes(String text) {
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int count = 0;
        while (breaks.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static boolean allowed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            // Persian, Indic scripts and composed emoji need the joiners, and tags make flags.
            case Character.FORMAT ->
                    c == ZERO_WIDTH_JOINER
                            || c == ZERO_WIDTH_NON_JOINER
                            || (c >= 0xE0020 && c <= 0xE007F);
            default -> true;
        };
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    false;
            // Fillers are letters by type, and blank to the eye.
            default -> c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0 && c != 0x2800;
        };
    }
}
