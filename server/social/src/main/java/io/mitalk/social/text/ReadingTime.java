package io.mitalk.social.text;

import java.time.Duration;
import java.util.regex.Pattern;

/** Thread-safe. How long a reader takes: a second for two and a half words, or for four Chinese characters. */
final class ReadingTime {

    private static final int MS_PER_WORD = 400;
    private static final int MS_PER_HAN = 250;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** What is written between blanks and Chinese characters, and holds a letter or a digit. */
    private static final Pattern WORD =
            Pattern.compile("[^\\s\\p{IsHan}]*[\\p{L}\\p{N}&&[^\\p{IsHan}]][^\\s\\p{IsHan}]*");

    private ReadingTime() {}

    static Duration of(String text) {
        long han = HAN.matcher(text).results().count();
        long words = WORD.matcher(text).results().count();
        return Duration.ofMillis(Math.max(1, han * MS_PER_HAN + words * MS_PER_WORD));
    }
}
