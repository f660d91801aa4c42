package io.mitalk.kit.text;

/** Thread-safe. Care for texts that people typed. */
public final class Texts {

    private Texts() {}

    /**
     * At most {@code max} code points of {@code text}, the last one an ellipsis when something was cut; {@code max} at
     * least 1.
     */
    public static String truncate(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** Whether {@code text} is one visible line: not blank, without control characters or unpaired surrogates. */
    public static boolean line(String text) {
        return !text.isBlank()
                && text.codePoints()
                        .noneMatch(
                                c ->
                                        Character.isISOControl(c)
                                                || Character.getType(c) == Character.SURROGATE
                                                || Character.getType(c) == Character.LINE_SEPARATOR
                                                || Character.getType(c)
                                                        == Character.PARAGRAPH_SEPARATOR);
    }
}
