package io.mitalk.social.topic;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Texts;
import java.text.Normalizer;
import java.util.Locale;

/** Thread-safe. Titles of topics, rooms and proposals: one visible line of 2 to 80 characters. */
public final class Title {

    /** The title is empty, too short or long, or not one visible line. */
    public static final Problem INVALID = new Problem("title-invalid", 400);

    private static final int MIN = 2;
    private static final int MAX = 80;

    private Title() {}

    /**
     * The title with its blanks tidied.
     *
     * @throws ProblemRaised {@code title-invalid}
     */
    public static String tidy(String typed) throws ProblemRaised {
        String title = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        int length = title.codePointCount(0, title.length());
        if (length < MIN || length > MAX || !Texts.line(title)) {
            throw INVALID.raise();
        }
        return title.replaceAll("\\s+", " ");
    }

    /** What two titles have in common when people would call them the same. */
    static String key(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
