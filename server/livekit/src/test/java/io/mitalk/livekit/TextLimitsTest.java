package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.SendQueue;
import io.mitalk.livekit.room.TextLimits;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What participants may say of themselves. */
final class TextLimitsTest {

    private static final TextLimits LIMITS = TextLimits.STANDARD;

    @Test
    @DisplayName(
            "[S15] texts count in the bytes that everybody is sent, whatever they are written in")
    void bytes() {
        String most = "a".repeat(LIMITS.metadata());
        assertThat(LIMITS.fit("ada", most, Map.of())).isTrue();
        assertThat(LIMITS.fit("ada", most + "a", Map.of())).isFalse();
        assertThat(LIMITS.fit("ada", "你".repeat(LIMITS.metadata() / 3), Map.of())).isTrue();
        assertThat(LIMITS.fit("ada", "你".repeat(LIMITS.metadata() / 3 + 1), Map.of())).isFalse();
        assertThat(LIMITS.fit("ada", "", Map.of("你", "a".repeat(LIMITS.attributes() - 3))))
                .isTrue();
        assertThat(LIMITS.fit("ada", "", Map.of("你", "a".repeat(LIMITS.attributes() - 2))))
                .isFalse();
    }

    @Test
    @DisplayName("[S15] all that somebody may say of itself fits beside what waits for a reader")
    void beside() {
        assertThat(LIMITS.metadata() + LIMITS.attributes() + 4 * LIMITS.name())
                .isLessThan(SendQueue.MAX_BYTES / 2 + 4_096);
    }
}
