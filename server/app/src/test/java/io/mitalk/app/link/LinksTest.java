package io.mitalk.app.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinksTest {

    private final AtomicLong nowMs = new AtomicLong(1_800_000_000_000L);
    private final Clock clock =
            new Clock() {
                @Override
                public long nanoTime() {
                    return nowMs.get() * 1_000_000;
                }

                @Override
                public long epochMs() {
                    return nowMs.get();
                }
            };
    private final Links links = new Links(new byte[32], Randomness.secure(), clock);

    @Test
    @DisplayName(
            "A link says who may join which room, and is the same person each time it is opened")
    void opens() throws ProblemRaised {
        String text = links.issue("大厅", "小明 Ming", true, Duration.ofHours(1));
        var link = links.open(text);
        assertThat(link.room()).isEqualTo("大厅");
        assertThat(link.name()).isEqualTo("小明 Ming");
        assertThat(link.speak()).isTrue();
        assertThat(link.id()).hasSize(24).isEqualTo(links.open(text).id());
        assertThat(links.open(links.issue("大厅", "小明 Ming", true, Duration.ofHours(1))).id())
                .isNotEqualTo(link.id());
    }

    @Test
    @DisplayName("A link is over at its hour, and says so")
    void expires() {
        String text = links.issue("lobby", "Ming", false, Duration.ofHours(1));
        nowMs.addAndGet(Duration.ofHours(1).toMillis());
        assertThatThrownBy(() -> links.open(text))
                .isInstanceOf(ProblemRaised.class)
                .hasMessage("link-expired");
    }

    @Test
    @DisplayName("A link with any letter changed, cut or signed by another server is refused")
    void tampered() {
        String text = links.issue("lobby", "Ming", false, Duration.ofHours(1));
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            refused(text.substring(0, i) + other + text.substring(i + 1));
        }
        refused(text.substring(0, text.length() - 1));
        refused("");
        byte[] key = new byte[32];
        key[0] = 1;
        refused(
                new Links(key, Randomness.secure(), clock)
                        .issue("lobby", "Ming", true, Duration.ofHours(1)));
    }

    private void refused(String text) {
        assertThatThrownBy(() -> links.open(text)).as(text).hasMessage("link-invalid");
    }
}
