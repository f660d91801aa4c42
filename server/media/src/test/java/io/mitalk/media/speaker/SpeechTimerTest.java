package io.mitalk.media.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpeechTimerTest {

    private static final int FRAME = 960;
    private static final int LOUD = 20;
    private static final int SILENT = 127;

    private final SpeechTimer timer = new SpeechTimer(35);

    @Test
    @DisplayName("loud packets count by their length; silence before the first word does not")
    void loud() {
        packets(SILENT, 50);
        packets(LOUD, 100);
        assertThat(timer.takeMs()).isEqualTo(2_000);
        assertThat(timer.takeMs()).isZero();
    }

    @Test
    @DisplayName("after a word 200 ms of silence count, however long the silence is")
    void hangOver() {
        packets(LOUD, 10);
        packets(SILENT, 100);
        packets(LOUD, 10);
        packets(SILENT, 5);
        packets(LOUD, 10);
        assertThat(timer.takeMs()).isEqualTo(200 + 200 + 200 + 100 + 200);
    }

    @Test
    @DisplayName("what was not sent in silence is media time like any other")
    void discontinuous() {
        packets(LOUD, 10);
        timer.packet(SILENT, FRAME, 19 * FRAME, 0);
        packets(LOUD, 10);
        timer.packet(LOUD, FRAME, 4 * FRAME, 0);
        assertThat(timer.takeMs()).isEqualTo(200 + 200 + 200 + 80 + 20);
    }

    @Test
    @DisplayName("a mute ends the hang-over, and parts of a millisecond are kept for the next time")
    void muted() {
        packets(LOUD, 1);
        timer.interrupt();
        packets(SILENT, 10);
        assertThat(timer.takeMs()).isEqualTo(20);
        timer.packet(LOUD, 24, 0, 0);
        assertThat(timer.takeMs()).isZero();
        timer.packet(LOUD, 24, 0, 0);
        assertThat(timer.takeMs()).isEqualTo(1);
    }

    private void packets(int level, int count) {
        for (int i = 0; i < count; i++) {
            timer.packet(level, FRAME, 0, 0);
        }
    }
}
