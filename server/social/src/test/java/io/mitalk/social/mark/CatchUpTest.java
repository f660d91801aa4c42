package io.mitalk.social.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.mark.CatchUp.About;
import io.mitalk.social.mark.CatchUp.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CatchUpTest {

    private static List<Line> full(String text) {
        var lines = new ArrayList<Line>();
        for (var about : About.values()) {
            for (int i = 0; i < 5; i++) {
                lines.add(new Line(about, text, i));
            }
        }
        return lines;
    }

    @Test
    @DisplayName("[P3] however much there is to say, a card has at most 60 English words")
    void english() {
        var card =
                CatchUp.card(
                        full("It’s a well-known fact that nobody reads long cards. ".repeat(20)));
        assertThat(card.lines()).hasSize(8);
        int words =
                card.lines().stream().mapToInt(line -> line.text().split("\\s+", -1).length).sum();
        assertThat(words).isLessThanOrEqualTo(60).isGreaterThan(50);
    }

    @Test
    @DisplayName("[P3] or at most 120 Chinese characters")
    void chinese() {
        var card = CatchUp.card(full("没有人会读很长的卡片，所以它必须很短。".repeat(20)));
        long characters =
                card.lines().stream()
                        .flatMapToInt(line -> line.text().codePoints())
                        .filter(Character::isIdeographic)
                        .count();
        assertThat(characters).isLessThanOrEqualTo(120).isGreaterThan(110);
        assertThat(card.lines().getFirst().text()).endsWith("…");
    }

    @Test
    @DisplayName("what fits is not cut, and a mixed text is measured as both")
    void mixed() {
        var card = CatchUp.card(List.of(new Line(About.TOPIC, "话题：WebRTC 与 UDP", 0)));
        assertThat(card.lines().getFirst().text()).isEqualTo("话题：WebRTC 与 UDP");
        assertThat(CatchUp.halves("话题：WebRTC 与 UDP")).isEqualTo(7);
        assertThat(CatchUp.halves("don’t re-open")).isEqualTo(4);
    }
}
