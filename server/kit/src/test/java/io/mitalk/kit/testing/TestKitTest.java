package io.mitalk.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TestKitTest {

    @Test
    @DisplayName("the same seed gives the same chance")
    void seeded() {
        assertThat(new SeededRandomness(7).text(20)).isEqualTo(new SeededRandomness(7).text(20));
        assertThat(new SeededRandomness(7).text(20)).isNotEqualTo(new SeededRandomness(8).text(20));
    }

    @Test
    @DisplayName("time moves only when it is moved")
    void manual() {
        var clock = new ManualClock();
        long before = clock.epochMs();
        clock.advanceMs(1500);
        assertThat(clock.epochMs() - before).isEqualTo(1500);
        assertThat(clock.nanoTime()).isEqualTo(1_500_000_000L);
    }
}
