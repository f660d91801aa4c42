package io.mitalk.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProseTest {

    @Test
    @DisplayName("a reason is one line, its length what a reader counts")
    void counts() {
        assertThat(Prose.of("  She leads\n\tour   team ").text()).isEqualTo("She leads our team");
        assertThat(Prose.of("She leads our team").length()).isEqualTo(18);
        assertThat(Prose.of("她带领我们的团队").length()).isEqualTo(8);
        assertThat(Prose.of("👩‍👩‍👧‍👦🇨🇳é").length()).isEqualTo(3);
    }

    @Test
    @DisplayName("characters that nobody sees do not make a reason longer")
    void invisible() {
        assertThat(Prose.of("a" + "\u200d".repeat(30)).length()).isEqualTo(1);
        assertThat(Prose.of("\u3164".repeat(30)).length()).isZero();
        assertThat(Prose.of("\u00a0\u2003 \u0000".repeat(30)).length()).isZero();
        assertThat(Prose.of("\u200b".repeat(30)).length()).isZero();
        assertThat(Prose.of("").length()).isZero();
        assertThat(Prose.of("left \u202eright\u2066 \ud800end").text()).isEqualTo("left right end");
    }
}
