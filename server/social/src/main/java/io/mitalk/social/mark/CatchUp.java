package io.mitalk.social.mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Thread-safe. What somebody who comes late is told, short enough to be read in fifteen seconds: each line has a budget
 * of its own, and together they are at most 60 English words, or 120 Chinese characters, which count half a word each.
 */
final class CatchUp {

    private CatchUp() {}

    /** What a line is about, and the half words that it may have; all of them together are 120. */
    enum About {
        TOPIC(20, 1),
        QUESTION(24, 1),
        SPEAKER(18, 1),
        MARK(14, 3),
        /** The page says one word before it. */
        AGENDA(8, 1),
        LEFT(6, 1);

        private final int halves;
        private final int most;

        About(int halves, int most) {
            this.halves = halves;
            this.most = most;
        }
    }

    /**
     * Immutable. A line.
     *
     * @param second where in the room's time it is heard
     */
    record Line(About about, String text, long second) {}

    /** Immutable. Lines as they are shown: {@code about} in small letters. */
    record View(String about, String text, long second) {}

    /** Immutable. What is shown; nothing where there is nothing to catch up on. */
    record Card(List<View> lines) {}

    /** The lines cut to their budgets, in the order of what they are about. */
    static Card card(List<Line> lines) {
        var shown = new ArrayList<View>();
        for (var about : About.values()) {
            lines.stream()
                    .filter(line -> line.about() == about && !line.text().isBlank())
                    .limit(about.most)
                    .map(
                            line ->
                                    new View(
                                            about.name().toLowerCase(Locale.ROOT),
                                            cut(line.text(), about.halves),
                                            line.second()))
                    .forEach(shown::add);
        }
        return new Card(List.copyOf(shown));
    }

    /** How long a text is, in half words: one for a Chinese character, two for a word. */
    static int halves(String text) {
        return measure(text, Integer.MAX_VALUE).halves();
    }

    private static String cut(String text, int most) {
        int end = measure(text, most).end();
        return end == text.length() ? text : text.substring(0, end).stripTrailing() + "…";
    }

    /** Half words up to {@code end}. */
    private record Measure(int halves, int end) {}

    private static Measure measure(String text, int most) {
        int halves = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            boolean han = Character.isIdeographic(c);
            boolean word = !han && Character.isLetterOrDigit(c);
            int cost = han ? 1 : word && !inWord ? 2 : 0;
            if (halves + cost > most) {
                return new Measure(halves, i);
            }
            halves += cost;
            // A hyphen or an apostrophe does not end a word; a blank does.
            inWord = word || (inWord && !han && !Character.isWhitespace(c));
        }
        return new Measure(halves, text.length());
    }
}
