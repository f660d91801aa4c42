package io.mitalk.social.invite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ReasonTest {

    @Test
    @DisplayName("a reason is one line, its length what a reader counts")
    void counts() {
        assertThat(Reason.of("  She leads\n\tour   team ").text()).isEqualTo("She leads our team");
        assertThat(Reason.of("She leads our team").length()).isEqualTo(18);
        assertThat(Reason.of("她带领我们的团队").length()).isEqualTo(8);
        assertThat(Reason.of("👩‍👩‍👧‍👦🇨🇳é").length()).isEqualTo(3);
    }

    @Test
    @DisplayName("characters that nobody sees do not make a reason longer")
    void invisible() {
        assertThat(Reason.of("a" + "\u200d".repeat(30)).length()).isEqualTo(1);
        assertThat(Reason.of("\u3164".repeat(30)).length()).isZero();
        assertThat(Reason.of("\u00a0\u2003 \u0000".repeat(30)).length()).isZero();
        assertThat(Reason.of("\u200b".repeat(30)).length()).isZero();
        assertThat(Reason.of("").length()).isZero();
    }
}
