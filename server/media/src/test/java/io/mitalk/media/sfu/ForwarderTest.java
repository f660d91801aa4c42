package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.id.Randomness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForwarderTest {

    private static final long MS = 1_000_000;
    private static final int SAMPLES_PER_MS = 48;

    private final Forwarder forwarder = new Forwarder(Randomness.secure());
    private final AudioPacket packet = new AudioPacket();

    /** A packet whose first sample arrived at that moment, by a publisher whose clock began at 7. */
    private void forward(Rendition rendition, long extSeq, int atMs, int frames) {
        packet.extSeq = extSeq;
        packet.timestamp = 7 + atMs * SAMPLES_PER_MS;
        packet.samples = 960 * frames;
        packet.nowNs = atMs * MS;
        assertThat(forwarder.forward(packet, rendition)).isNull();
    }

    @Test
    @DisplayName(
            "a sender report tells the same time whether packets are merged or not, also while one is being made")
    void time() {
        forward(Rendition.PLAIN, 100, 0, 1);
        int start = forwarder.timestamp();
        assertThat(forwarder.timestampAt(1000 * MS)).isEqualTo(start + 1000 * SAMPLES_PER_MS);
        forward(Rendition.MERGED, 0, 20, 3);
        assertThat(forwarder.timestamp()).isEqualTo(start + 20 * SAMPLES_PER_MS);
        assertThat(forwarder.timestampAt(1000 * MS)).isEqualTo(start + 1000 * SAMPLES_PER_MS);
        forward(Rendition.MERGED, 1, 80, 3);
        assertThat(forwarder.timestampAt(1000 * MS)).isEqualTo(start + 1000 * SAMPLES_PER_MS);
        forward(Rendition.RED, 107, 140, 1);
        assertThat(forwarder.timestampAt(1000 * MS)).isEqualTo(start + 1000 * SAMPLES_PER_MS);
    }

    @Test
    @DisplayName(
            "numbers go on by one through every change, and the marker only where sound was left out")
    void numbers() {
        forward(Rendition.PLAIN, 100, 0, 1);
        long first = forwarder.sequence();
        assertThat(forwarder.marker()).as("the first of all").isTrue();
        forward(Rendition.MERGED, 0, 20, 3);
        assertThat(forwarder.sequence()).isEqualTo(first + 1);
        assertThat(forwarder.marker()).isFalse();
        forwarder.skip();
        forward(Rendition.MERGED, 9, 920, 3);
        assertThat(forwarder.sequence()).isEqualTo(first + 2);
        assertThat(forwarder.marker()).isTrue();
        forwarder.interrupt();
        forward(Rendition.PLAIN, 5, 2000, 1);
        assertThat(forwarder.sequence()).isEqualTo(first + 3);
        assertThat(forwarder.marker()).isTrue();
        forward(Rendition.PLAIN, 7, 2040, 1);
        assertThat(forwarder.sequence()).as("a loss stays a gap").isEqualTo(first + 5);
    }

    @Test
    @DisplayName("what was sent is found again in its rendition, what was not sent is not found")
    void lookUp() {
        forward(Rendition.PLAIN, 100, 0, 1);
        long first = forwarder.sequence();
        forward(Rendition.PLAIN, 101, 20, 1);
        forward(Rendition.MERGED, 40, 40, 3);
        forward(Rendition.MERGED, 41, 100, 3);
        forward(Rendition.RED, 108, 160, 1);

        int plain = forwarder.runOf(first + 1);
        assertThat(forwarder.renditionOf(plain)).isEqualTo(Rendition.PLAIN);
        assertThat(forwarder.sourceOf(plain, first + 1)).isEqualTo(101);
        int merged = forwarder.runOf(first + 3);
        assertThat(forwarder.renditionOf(merged)).isEqualTo(Rendition.MERGED);
        assertThat(forwarder.sourceOf(merged, first + 3)).isEqualTo(41);
        assertThat(forwarder.renditionOf(forwarder.runOf(first + 4))).isEqualTo(Rendition.RED);
        assertThat(forwarder.runOf(first + 5)).isNegative();
        assertThat(forwarder.runOf(first - 1)).isNegative();
    }
}
