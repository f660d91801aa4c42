package io.mitalk.social.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ReadingTimeTest {

    @Test
    @DisplayName("[P15] a second is two and a half English words, or four Chinese characters")
    void rule() {
        assertThat(ReadingTime.of("one two three four five")).isEqualTo(Duration.ofSeconds(2));
        assertThat(ReadingTime.of("我想说明四个字呢")).isEqualTo(Duration.ofSeconds(2));
        assertThat(ReadingTime.of("用Opus编码")).isEqualTo(Duration.ofMillis(3 * 250 + 400));
    }

    @Test
    @DisplayName("punctuation is not read, and what holds a letter or a digit is one word")
    void punctuation() {
        assertThat(ReadingTime.of("yes — no, 3.5 don't …")).isEqualTo(Duration.ofMillis(4 * 400));
        assertThat(ReadingTime.of("好，好。")).isEqualTo(Duration.ofMillis(2 * 250));
        assertThat(ReadingTime.of("…")).isPositive();
    }
}
