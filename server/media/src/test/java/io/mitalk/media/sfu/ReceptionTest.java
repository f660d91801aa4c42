package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private final Reception reception = new Reception();

    @Test
    @DisplayName("a quarter lost is 64 of 256 once, and a repaired packet is no longer lost")
    void loss() {
        for (int i : new int[] {100, 101, 103}) {
            reception.accept(i, i * 960L, i * 960L);
        }
        assertThat(reception.lost()).isEqualTo(1);
        assertThat(reception.takeFractionLost()).isEqualTo(64);
        assertThat(reception.takeFractionLost()).isZero();

        reception.accept(102, 102 * 960L, 104 * 960L);
        assertThat(reception.lost()).isZero();
    }

    @Test
    @DisplayName("steady arrival has no jitter, also where the timestamp wraps")
    void jitter() {
        long start = (1L << 32) - 2 * 960;
        for (int i = 0; i < 5; i++) {
            reception.accept(i, start + i * 960L & 0xFFFF_FFFFL, i * 960L);
        }
        assertThat(reception.jitterSamples()).isZero();

        reception.accept(5, start + 5 * 960L & 0xFFFF_FFFFL, 5 * 960L + 1600);
        assertThat(reception.jitterSamples()).isEqualTo(100);
    }
}
