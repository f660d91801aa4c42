package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LossGateTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    @DisplayName(
            "one lost packet is forgiven, more than one per cent closes it, half a minute of calm opens it")
    void hysteresis() {
        var gate = new LossGate(1);
        assertThat(gate.report(0, 0)).isFalse();
        assertThat(gate.report(3, SECOND)).as("0.6 % over two reports").isFalse();
        assertThat(gate.report(3, 2 * SECOND)).isTrue();
        assertThat(gate.report(1, 3 * SECOND)).isTrue();
        long now = 4 * SECOND;
        for (; now < 20 * SECOND; now += SECOND) {
            assertThat(gate.report(0, now)).isTrue();
        }
        assertThat(gate.report(2, now)).as("0.4 % is calm").isTrue();
        assertThat(gate.report(3, now)).as("0.98 % is not").isTrue();
        assertThat(gate.report(3, now)).isTrue();
        for (long until = now + 30 * SECOND; now < until; now += SECOND) {
            assertThat(gate.report(0, now)).isTrue();
        }
        assertThat(gate.report(0, now + 2 * SECOND)).isFalse();
        assertThat(gate.closed()).isFalse();
    }
}
