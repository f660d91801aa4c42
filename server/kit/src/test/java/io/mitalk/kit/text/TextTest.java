package io.mitalk.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TextTest {

    @Test
    @DisplayName("the best liked language that we speak is chosen, English when in doubt")
    void language() {
        assertThat(Language.accepted(null)).isEqualTo(Language.EN);
        assertThat(Language.accepted("zh-CN,zh;q=0.9,en;q=0.8")).isEqualTo(Language.ZH);
        assertThat(Language.accepted("en-GB,zh;q=0.9")).isEqualTo(Language.EN);
        assertThat(Language.accepted("de, zh-Hant-TW;q=0.5, en;q=0.1")).isEqualTo(Language.ZH);
        assertThat(Language.accepted("de")).isEqualTo(Language.EN);
        assertThat(Language.accepted("zh;q=0, en;q=0.1")).isEqualTo(Language.EN);
        assertThat(Language.accepted(";;;q=x")).isEqualTo(Language.EN);
        assertThat(Language.accepted("zh,".repeat(1000))).isEqualTo(Language.EN);
    }

    @Test
    @DisplayName("a text is cut between characters, never inside one")
    void truncate() {
        assertThat(Texts.truncate("short", 5)).isEqualTo("short");
        assertThat(Texts.truncate("too long", 5)).isEqualTo("too …");
        assertThat(Texts.truncate("🎤🎤🎤", 2)).isEqualTo("🎤…");
        assertThat(Texts.truncate("汉字汉字", 1)).isEqualTo("…");
    }

    @Test
    @DisplayName("a line is visible and one line")
    void line() {
        assertThat(Texts.line("王小米")).isTrue();
        assertThat(Texts.line(" ")).isFalse();
        assertThat(Texts.line("a\nb")).isFalse();
        assertThat(Texts.line("a\u2028b")).isFalse();
        assertThat(Texts.line("\ud800")).isFalse();
    }
}
