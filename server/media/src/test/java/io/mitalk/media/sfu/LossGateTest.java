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
        assertThat(closed(gate, 0, 0)).isFalse();
        assertThat(closed(gate, 3, SECOND)).as("0.6 % over two reports").isFalse();
        assertThat(closed(gate, 3, 2 * SECOND)).isTrue();
        assertThat(closed(gate, 1, 3 * SECOND)).isTrue();
        long now = 4 * SECOND;
        for (; now < 20 * SECOND; now += SECOND) {
            assertThat(closed(gate, 0, now)).isTrue();
        }
        assertThat(closed(gate, 2, now)).as("0.4 % is calm").isTrue();
        assertThat(closed(gate, 3, now)).as("0.98 % is not").isTrue();
        assertThat(closed(gate, 3, now)).isTrue();
        for (long until = now + 30 * SECOND; now < until; now += SECOND) {
            assertThat(closed(gate, 0, now)).isTrue();
        }
        assertThat(closed(gate, 0, now + 2 * SECOND)).isFalse();
    }

    @Test
    @DisplayName(
            "A gate that allows no loss at all closes at the first and opens after half a minute without any")
    void none() {
        var gate = new LossGate(0);
        assertThat(closed(gate, 0, 0)).isFalse();
        assertThat(closed(gate, 1, SECOND)).isTrue();
        assertThat(closed(gate, 0, 2 * SECOND)).as("the mean of two reports").isTrue();
        for (long now = 3 * SECOND; now < 32 * SECOND; now += SECOND) {
            assertThat(closed(gate, 0, now)).isTrue();
        }
        assertThat(closed(gate, 0, 32 * SECOND)).isFalse();
    }

    private static boolean closed(LossGate gate, int fractionLost, long nowNs) {
        gate.report(fractionLost, nowNs);
        return gate.closed();
    }
}
